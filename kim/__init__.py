"""KIM: the software in which a German county runs its Kommunales Integrationsmanagement."""

__version__ = "0.1.0"
