"""Who may import whom. A new import that breaks the rule fails here, by name."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

QT = ("PySide6", "shiboken6")
# room -> what it must never import, directly
FORBIDDEN = {
    "db": (*QT, "desk_app"),
    "db/domain": (
        "sqlalchemy", "alembic", "sqlcipher3", "psycopg",
        "db.models", "db.queries", "db.services", "db.session", "db.dialects",
    ),
    "db/models": ("db.queries", "db.services", "db.session", "db.dialects"),
    "db/queries": ("db.services", "db.session"),
    "db/services": ("db.session",),
    "db/dialects": ("db.models", "db.queries", "db.services", "db.session"),
    "db/migrations/versions": ("db", "desk_app"),
    "desk_app": (
        "sqlalchemy", "alembic", "sqlcipher3", "psycopg",
        "db.models", "db.migrations", "db.dialects",
    ),
    "desk_app/item_models": ("PySide6.QtWidgets", "db.services", "db.session"),
    "desk_app/background": ("PySide6.QtWidgets", "PySide6.QtGui", "db.services", "db.queries"),
    "desk_app/widgets": ("db", "desk_app.screens", "desk_app.handouts", "desk_app.desk_context"),
    "desk_app/commands": ("PySide6.QtWidgets", "desk_app.screens"),
    "desk_app/handouts": ("PySide6.QtWidgets", "desk_app.screens"),
}  # fmt: skip

# The only files that may hold widgets, beside desk_app/widgets.
WIDGET_FILES = {"app.py", "launch.py", "main_menus.py", "main_window.py", "tour.py"}


def python_files(room):
    return sorted((ROOT / room).rglob("*.py"))


def imports(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            yield node.module, node.lineno
            yield from ((f"{node.module}.{alias.name}", node.lineno) for alias in node.names)


def inside(name, package):
    return name == package or name.startswith(package + ".")


@pytest.mark.parametrize("room", FORBIDDEN)
def test_imports_point_inwards(room):
    files = python_files(room)
    assert files, f"{room} is empty or has moved"
    broken = {
        f"{path.relative_to(ROOT)}:{line} imports {name}"
        for path in files
        for name, line in imports(path)
        for banned in FORBIDDEN[room]
        if inside(name, banned)
    }
    assert not broken, "\n".join(sorted(broken))


def test_widgets_live_in_pages_and_in_the_widgets_room():
    broken = {
        str(path.relative_to(ROOT))
        for path in python_files("desk_app")
        if "widgets" not in path.parts
        and not path.name.endswith("page.py")
        and path.name not in WIDGET_FILES
        and any(inside(name, "PySide6.QtWidgets") for name, _ in imports(path))
    }
    assert not broken


def test_screens_never_import_each_other():
    broken = {
        f"{path.relative_to(ROOT)}:{line} imports {name}"
        for path in python_files("desk_app/screens")
        for name, line in imports(path)
        if inside(name, "desk_app.screens") and name.split(".")[2:3] != [path.parent.name]
    }
    assert not broken, "\n".join(sorted(broken))


def test_handouts_know_qt_in_one_file_only():
    knowing = {
        path.name
        for path in python_files("desk_app/handouts")
        if any(inside(name, "PySide6") for name, _ in imports(path))
    }
    assert knowing == {"printing.py"}


def test_no_module_keeps_a_qt_object():
    broken = {
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in python_files("desk_app")
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, ast.Assign | ast.AnnAssign)
        and isinstance(node.value, ast.Call)
        and getattr(node.value.func, "id", "").startswith("Q")
    }
    assert not broken


def test_the_word_global_is_not_used():
    for path in [*python_files("db"), *python_files("desk_app")]:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        assert not any(isinstance(node, ast.Global) for node in ast.walk(tree)), path


def test_the_version_is_the_same_everywhere():
    import tomllib

    from desk_app.version import VERSION

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["version"] == VERSION


def test_the_documents_name_tests_and_files_that_exist():
    documents = [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")]
    named = {
        (document.name, path)
        for document in documents
        for path in re.findall(
            r"`((?:tests|db|desk_app|benchmarks|resources|docs)/[\w/.-]+)`",
            document.read_text("utf-8"),
        )
    }
    assert len(named) > 40
    assert {(where, path) for where, path in named if not (ROOT / path).exists()} == set()


def test_every_field_with_a_value_of_its_own_lets_the_wheel_pass():
    plain = re.compile(r"= (QComboBox|QSpinBox|QDoubleSpinBox|QDateEdit|QTimeEdit|QSlider)\(|"
                       r"class \w+\((QComboBox|QSpinBox|QSlider)\)")  # fmt: skip
    files = [file for file in python_files("desk_app") if file.name != "calm_fields.py"]
    assert [file.name for file in files if plain.search(file.read_text("utf-8"))] == []
