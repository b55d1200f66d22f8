"""Who may see what, kept by PostgreSQL itself; what happened, in a trail nobody can rewrite unnoticed.

This room knows nothing of cases or counties. It opens the scope in which a request, a job or a command
reads and writes, records audit events, seals them and classifies every stored field.
"""
