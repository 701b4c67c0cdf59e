"""The samples: sources with a library, copied to where the user may change them."""

from pathlib import Path
from shutil import copyfile
from typing import Final

from annotations.errors import StoreError
from annotations.store.paths import FILE, FOLDER

_SEEDS: Final = Path(__file__).resolve().parents[2] / "seeds"


def samples() -> Path:
    """Return the user's copy of the samples, which is made if there is none. Raises StoreError if it cannot be."""
    from platformdirs import user_data_path

    found = user_data_path("postil") / "samples"
    if not (found / FOLDER / FILE).exists():
        _copy(_SEEDS, found)
    return found


def _copy(seeds: Path, target: Path) -> None:
    try:
        for path in sorted(path for path in seeds.rglob("*") if path.is_file()):
            copy = target / path.relative_to(seeds)
            copy.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            copyfile(path, copy)
    except OSError as error:
        raise StoreError(
            f"The samples cannot be copied to {target}: {error.strerror}. Give a folder of sources to open."
        ) from error
