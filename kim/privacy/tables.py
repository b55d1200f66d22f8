"""All tables of a room made in one step, for first migrations."""

from collections.abc import Sequence
from typing import Any

from django.db.migrations.operations import CreateModel
from django.db.migrations.operations.base import Operation


class CreateTables(Operation):
    """Make the tables of these operations as they stand after the last of them.

    Django draws every model that is tied to a changed one anew after each operation, which for the tables of a first
    start takes a minute. Here they are drawn once: foreign keys come at the end anyway, so the order is of no matter.
    """

    reversible = False

    def __init__(self, operations: Sequence[Operation]) -> None:
        self.operations = list(operations)

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        """Say how to write this operation down (Django's own form)."""
        return type(self).__qualname__, [self.operations], {}

    def state_forwards(self, app_label: str, state: Any) -> None:
        """Tell Django which models there are from here on."""
        state.__dict__.pop("apps", None)
        for operation in self.operations:
            operation.state_forwards(app_label, state)

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        """Make the tables with their indexes and constraints."""
        for operation in self.operations:
            if isinstance(operation, CreateModel):
                model = to_state.apps.get_model(app_label, operation.name)
                if self.allow_migrate_model(schema_editor.connection.alias, model):
                    schema_editor.create_model(model)

    def describe(self) -> str:
        """Name this operation in the log of `kim migrate`."""
        return f"Make {sum(isinstance(operation, CreateModel) for operation in self.operations)} tables"
