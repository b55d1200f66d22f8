"""`kim reset`: empty the embedded database."""

import shutil

from kim.cli import embedded
from kim.cli.environment import only_one, uses_embedded, writable_state
from kim.cli.output import FAILED, OK, ask, fail, say


def reset(*, sure: bool) -> int:
    """Delete the embedded database with everything in it, after a question."""
    if not uses_embedded():
        fail("`kim reset` is only for the embedded database; KIM_DATABASE_URL names another one. Use its own tools.")
    folder = writable_state()
    if not (folder / "postgres").exists():
        say("There is nothing to empty.")
        return OK
    with only_one(folder):
        if not sure and not ask(f"Delete everything KIM has stored in {folder}?"):
            say("Nothing was deleted. To delete without a question: kim reset --yes")
            return FAILED
        embedded.start(folder).stop()
        shutil.rmtree(folder / "postgres")
        shutil.rmtree(folder / "files", ignore_errors=True)
        (folder / "keys").unlink(missing_ok=True)
    say("Everything was deleted. `make run` begins anew.")
    return OK
