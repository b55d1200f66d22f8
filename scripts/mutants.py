"""Mutation testing of the pre-check: change one thing in its evaluation, run the tests of the law, and see whether they notice.

    nice -n 19 .venv/bin/python scripts/mutants.py [--sample 400] [--seed 7] [--only residence.py]

Own and small because the tools we looked at copy whole trees or keep a database of sessions; here each mutant is a fork
that imports one changed module. Prints every survivor with its place and a share at the end; not part of `make test`.
"""

import argparse
import ast
import contextlib
import copy
import importlib.abc
import importlib.util
import os
import random
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import hypothesis.strategies  # noqa: F401 imported here once instead of in every fork
import pytest

HERE = Path(__file__).resolve().parent.parent
ROOM = HERE / "kim" / "law" / "naturalisation"
FILES = ["conditions", "dates", "engine", "knowing", "leaf", "living", "penal", "residence", "settlement", "stay"]
TESTS = [
    "test_kleene", "test_naturalisation", "test_naturalisation_odd", "test_naturalisation_edges", "test_naturalisation_boundaries",
]  # fmt: skip
SLOW = ["test_naturalisation_properties"]
BARE = ["-x", "-q", "-c", os.devnull, "--rootdir", str(HERE), "--noconftest", "--assert=plain"]
BARE += [part for name in ("cacheprovider", "randomly", "django", "socket") for part in ("-p", f"no:{name}")]
LIMIT = 60  # seconds for one mutant; whoever needs longer goes round in circles and is noticed by that

COMPARED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.In: ast.NotIn, ast.NotIn: ast.In,
}  # fmt: skip
VALUES = {"MET": "UNKNOWN", "NOT_MET": "UNKNOWN", "UNKNOWN": "NOT_MET"}


def swapped(node: ast.AST) -> Iterator[ast.AST]:
    """What can stand in the place of a node."""
    new = copy.deepcopy(node)
    if isinstance(new, ast.Compare) and len(new.ops) == 1:
        new.ops = [COMPARED[type(new.ops[0])]()]
        yield new
    elif isinstance(new, ast.BoolOp):
        new.op = ast.Or() if isinstance(new.op, ast.And) else ast.And()
        yield new
    elif isinstance(new, ast.UnaryOp) and isinstance(new.op, ast.Not):
        yield new.operand
    elif isinstance(new, ast.BinOp) and isinstance(new.op, ast.Add | ast.Sub):
        new.op = ast.Sub() if isinstance(new.op, ast.Add) else ast.Add()
        yield new
    elif isinstance(new, ast.Constant) and isinstance(new.value, bool):
        yield ast.Constant(not new.value)
    elif isinstance(new, ast.Constant) and isinstance(new.value, int):
        yield ast.Constant(new.value + 1)
    elif isinstance(new, ast.Name) and isinstance(new.ctx, ast.Load) and new.id in VALUES:
        yield ast.Name(VALUES[new.id], ast.Load())


class _Places(ast.NodeVisitor):
    """The places inside functions where something can be swapped."""

    def __init__(self) -> None:
        self.found: list[tuple[int, ast.AST]] = []
        self.count = 0
        self.inside = 0

    def visit(self, node: ast.AST) -> None:
        here, self.count = self.count, self.count + 1
        inside = isinstance(node, ast.FunctionDef)
        self.inside += inside
        if self.inside:
            self.found += [(here, new) for new in swapped(node)]
        for field, value in ast.iter_fields(node):
            if field in ("annotation", "returns", "decorator_list"):
                continue
            for child in value if isinstance(value, list) else [value]:
                if isinstance(child, ast.AST):
                    self.visit(child)
        self.inside -= inside


class _Put(_Places):
    """The tree with one node replaced."""

    def __init__(self, place: int, new: ast.AST) -> None:
        super().__init__()
        self.place, self.new, self.line = place, new, 0

    def visit(self, node: ast.AST) -> None:
        for field, value in ast.iter_fields(node):
            if field in ("annotation", "returns", "decorator_list"):
                continue
            children = value if isinstance(value, list) else [value]
            for n, child in enumerate(children):
                if not isinstance(child, ast.AST):
                    continue
                self.count += 1
                if self.count == self.place:
                    self.line = getattr(child, "lineno", 0)
                    ast.copy_location(self.new, child)
                    if isinstance(value, list):
                        value[n] = self.new
                    else:
                        setattr(node, field, self.new)
                    ast.fix_missing_locations(self.new)
                    self.place = -1
                self.visit(child)


def mutants(name: str) -> list[tuple[str, int, ast.AST]]:
    """Every mutant of a module: its name, the place in its tree, and what is put there."""
    places = _Places()
    places.visit(ast.parse((ROOM / f"{name}.py").read_text(encoding="utf-8")))
    return [(name, place, new) for place, new in places.found]


def changed(name: str, place: int, new: ast.AST) -> tuple[ast.Module, int]:
    """The tree of a mutant, and its line."""
    tree, put = ast.parse((ROOM / f"{name}.py").read_text(encoding="utf-8")), _Put(place, copy.deepcopy(new))
    put.visit(tree)
    return tree, put.line


class _Changed(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Gives the changed module where the true one is asked for."""

    def __init__(self, name: str, tree: ast.Module) -> None:
        self.name, self.tree = f"kim.law.naturalisation.{name}", tree

    def find_spec(self, fullname, path=None, target=None):
        """Ours, and nothing else."""
        return importlib.util.spec_from_loader(fullname, self) if fullname == self.name else None

    def exec_module(self, module) -> None:
        """Run the changed tree."""
        module.__file__ = str(ROOM / f"{self.name.rsplit('.', 1)[1]}.py")
        exec(compile(self.tree, module.__file__, "exec"), module.__dict__)


def survives(name: str, tree: ast.Module, tests: list[str]) -> bool:
    """Whether all tests pass with the changed module, tried in a fork."""
    child = os.fork()
    if child == 0:
        _in_the_fork(name, tree, tests)
    until = time.monotonic() + LIMIT
    while time.monotonic() < until:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            return os.waitstatus_to_exitcode(status) == 0
        time.sleep(0.02)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return False


def _in_the_fork(name: str, tree: ast.Module, tests: list[str]) -> None:
    code = 1
    with (
        Path(os.devnull).open("w") as nowhere,
        contextlib.redirect_stdout(nowhere),
        contextlib.redirect_stderr(nowhere),
    ):
        os.dup2(nowhere.fileno(), 1)
        os.dup2(nowhere.fileno(), 2)
        sys.meta_path.insert(0, _Changed(name, tree))
        with contextlib.suppress(BaseException):
            code = pytest.main([*BARE, *tests])
    os._exit(int(code))


def main() -> int:
    """Try the mutants, name the survivors, and give the share that was noticed."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--sample", type=int, default=0)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--only", default="")
    asked = parser.parse_args()
    os.chdir(HERE)
    sys.path.insert(0, str(HERE))
    sys.dont_write_bytecode = True
    paths = [f"tests/law/{test}.py" for test in TESTS if (HERE / f"tests/law/{test}.py").is_file()]
    slow = [f"tests/law/{test}.py" for test in SLOW]
    found = [each for name in FILES if asked.only in ("", f"{name}.py") for each in mutants(name)]
    if asked.sample:
        found = random.Random(asked.seed).sample(found, min(asked.sample, len(found)))
    alive = 0
    for n, (name, place, put) in enumerate(found, start=1):
        tree, line = changed(name, place, put)
        if survives(name, tree, paths) and survives(name, tree, slow):
            alive += 1
            print(f"{name}.py:{line}: {ast.unparse(put)}", flush=True)
        if n % 50 == 0:
            print(f"-- {n} of {len(found)} tried, {alive} not noticed", file=sys.stderr, flush=True)
    killed = len(found) - alive
    print(f"{killed} of {len(found)} mutants noticed ({100 * killed / max(1, len(found)):.1f} %).")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
