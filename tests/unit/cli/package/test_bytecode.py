import importlib.util
import marshal
from pathlib import Path
from types import CodeType

import pytest

from cli.package.bytecode import compile_dependencies, compile_own
from tests.unit.cli.package.conftest import Tree

# https://peps.python.org/pep-0552/: a hash is given, and is not checked.
UNCHECKED_HASH = 0b01


def code_of(bytecode: Path) -> CodeType:
    content = bytecode.read_bytes()
    assert content[:4] == importlib.util.MAGIC_NUMBER
    assert int.from_bytes(content[4:8], "little") == UNCHECKED_HASH
    code = marshal.loads(content[16:])
    assert isinstance(code, CodeType)
    return code


def test_dependencies_are_bytecode_alone_in_the_place_of_the_source(tree: Tree) -> None:
    folder = tree({"library/__init__.py": "VALUE = 1"})

    compile_dependencies(folder)

    assert [path.name for path in (folder / "library").iterdir()] == ["__init__.pyc"]
    assert code_of(folder / "library" / "__init__.pyc").co_filename == "/var/task/library/__init__.py"


def test_our_modules_keep_their_source(tree: Tree) -> None:
    folder = tree({"own.py": "VALUE = 1"})

    compile_own(folder)

    assert (folder / "own.py").read_text() == "VALUE = 1"
    assert code_of(folder / "__pycache__" / "own.cpython-313.pyc").co_filename == "/var/task/own.py"


def test_a_module_that_does_not_compile_fails_the_build(tree: Tree) -> None:
    with pytest.raises(Exception, match="compileall"):
        compile_own(tree({"broken.py": "def"}))
