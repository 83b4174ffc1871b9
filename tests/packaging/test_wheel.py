"""The package as users get it: built, installed, and run far away from the checkout."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import tarfile
import venv
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest

from crisiszorg_cli import __version__
from crisiszorg_cli.content.index import INDEX_FILE

CHECKOUT = Path(__file__).parents[2]
PROJECT = f"crisiszorg_cli-{__version__}"
SCRIPTS = "Scripts" if os.name == "nt" else "bin"

pytestmark = pytest.mark.only_thorough  # builds and installs, once for all of these tests


@dataclass(frozen=True, slots=True)
class Installed:
    """A virtual environment in which the wheel is installed, and a folder that is not ours."""

    environment: Path
    elsewhere: Path

    def run(self, program: str, *arguments: str) -> str:
        """Run a program of this environment, and give what it prints."""
        command = (str(self.environment / SCRIPTS / program), *arguments)
        return _run(command, self.elsewhere)


def _run(command: tuple[str, ...], folder: Path) -> str:
    env = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "CRISIS"))}
    env |= {"PYTHONUTF8": "1", "HOME": str(folder), "XDG_CONFIG_HOME": str(folder)}
    done = subprocess.run(
        command, cwd=folder, env=env, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the sdist, and the wheel that was built from that sdist."""
    folder = tmp_path_factory.mktemp("dist")
    build = ("-m", "build", "--no-isolation", "--outdir", str(folder), str(CHECKOUT))
    _run((sys.executable, *build), folder)
    return folder


@pytest.fixture(scope="module")
def wheel(built: Path) -> Path:
    """The wheel."""
    return built / f"{PROJECT}-py3-none-any.whl"


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """The wheel installed on its own; its dependencies are those of the running Python."""
    environment = tmp_path_factory.mktemp("environment")
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    venv.create(environment)
    python = str(environment / SCRIPTS / "python")
    install = (
        "--python",
        python,
        "install",
        "--quiet",
        "--no-compile",
        "--no-index",
        "--no-deps",
        str(wheel),
    )
    _run((sys.executable, "-m", "pip", *install), elsewhere)
    _add_dependencies(environment)
    return Installed(environment, elsewhere)


def _add_dependencies(environment: Path) -> None:
    """Let an environment use what the running Python has.

    A path in a .pth file adds that folder alone: the .pth of our editable install in it, which
    leads to the checkout, is not followed.
    """
    place = {"base": str(environment), "platbase": str(environment)}
    dependencies = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
    site_packages = Path(sysconfig.get_path("purelib", "venv", vars=place))
    (site_packages / "dependencies.pth").write_text("\n".join(sorted(dependencies)), "utf-8")


@pytest.fixture(scope="module")
def editable(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """The sdist unpacked, and installed so that its files are used where they are."""
    environment = tmp_path_factory.mktemp("editable")
    elsewhere = tmp_path_factory.mktemp("beside")
    with tarfile.open(built / f"{PROJECT}.tar.gz") as archive:
        archive.extractall(elsewhere, filter="data")
    (elsewhere / PROJECT / "data" / INDEX_FILE).unlink(missing_ok=True)
    venv.create(environment)
    _add_dependencies(environment)
    python = str(environment / SCRIPTS / "python")
    options = ("--quiet", "--no-index", "--no-deps", "--no-build-isolation")
    install = ("--python", python, "install", *options, "--editable", str(elsewhere / PROJECT))
    _run((sys.executable, "-m", "pip", *install), elsewhere)
    return Installed(environment, elsewhere)


ASK_INDEX = """
from crisiszorg_cli.content import store
folder = store.data_folder()
index = store.fresh_index(folder)
print(folder, index is not None and store._can_trust(index))
"""


@pytest.mark.parametrize("how", ["installed", "editable"])
def test_the_index_is_fresh(how: str, request: pytest.FixtureRequest) -> None:
    """Each way to install makes an index that fits the data beside it, and can be trusted."""
    made: Installed = request.getfixturevalue(how)
    folder, _, trusted = made.run("python", "-c", ASK_INDEX).strip().rpartition(" ")

    assert trusted == "True"
    assert (Path(folder) / INDEX_FILE).is_file()
    base = made.environment if how == "installed" else made.elsewhere
    assert Path(folder).resolve().is_relative_to(base.resolve())
    assert "088 33 99 999" in made.run("crisis", "lookup", "--regio", "ZHN").splitlines()


def test_wheel_holds_the_code_and_the_data_and_nothing_else(wheel: Path) -> None:
    """The data files are in; tests, documentation and requirements are out."""
    code = {path.relative_to(CHECKOUT) for path in CHECKOUT.glob("crisiszorg_cli/**/*.*")}
    code = {path for path in code if path.suffix in (".py", ".typed", ".yaml", ".jinja")}
    data = {
        Path("crisiszorg_cli/_data") / path.relative_to(CHECKOUT / "data")
        for path in CHECKOUT.glob("data/**/*")
        if path.is_file()
    } | {Path("crisiszorg_cli/_data") / INDEX_FILE}  # made by the build, here or not
    about = {
        Path(f"{PROJECT}.dist-info") / name
        for name in ("METADATA", "RECORD", "WHEEL", "entry_points.txt", "licenses/LICENSE")
    }
    with zipfile.ZipFile(wheel) as archive:
        names = {Path(name) for name in archive.namelist()}

    assert data
    assert code | data | about == names


def test_sdist_holds_data_and_tests(built: Path) -> None:
    """Who packages this for a distribution can build and test it."""
    with tarfile.open(built / f"{PROJECT}.tar.gz") as archive:
        names = set(archive.getnames())

    needed = ("LICENSE", "Makefile", "hatch_build.py", "tests/packaging/test_wheel.py")
    linked = ("CHANGELOG.md", "CONTRIBUTING.md", "SAFETY.md", "SECURITY.md", "docs/commands.md")
    for path in (*needed, *linked, "data/regions.yaml", "data/municipalities.yaml"):
        assert f"{PROJECT}/{path}" in names


def test_data_comes_from_the_wheel(installed: Installed) -> None:
    """The installed program does not read the checkout, though it is on this machine."""
    ask = "from crisiszorg_cli.content import store; print(store.data_folder())"
    folder = Path(installed.run("python", "-c", ask).strip())

    assert folder.name == "_data"
    assert folder.resolve().is_relative_to(installed.environment.resolve())


@pytest.mark.parametrize("script", ["crisis", "crisiszorg"])
def test_lookup_gives_the_number_on_a_line_of_its_own(installed: Installed, script: str) -> None:
    """Somebody who calls right now can copy the line as it is."""
    lines = installed.run(script, "lookup", "--regio", "ZHN").splitlines()

    assert "088 33 99 999" in lines


def test_version_is_that_of_the_package(installed: Installed) -> None:
    """What the program says is what was built."""
    assert __version__ in installed.run("crisis", "--version")
