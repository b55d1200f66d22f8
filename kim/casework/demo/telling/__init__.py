"""The parts of a case's history, each told by a module of its own."""
