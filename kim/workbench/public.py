"""What other rooms may use of the workbench."""

__all__: list[str] = []
