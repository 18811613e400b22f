"""Finds the kernel to use and writes its kernelspec. Called by `install`, which see."""

import argparse
import hashlib
import io
import json
import os
import pathlib
import re
import sys
import threading
import urllib.error
import urllib.request
import zipfile

from jupyter_core.paths import jupyter_path

RELEASE = "https://github.com/SpencerPark/IJava/releases/download/v1.3.0/ijava-1.3.0.zip"
REACHABLE_WITHIN_S = 5
FETCHED_WITHIN_S = 120
UNREACHABLE = "unreachable"
IJAVA_JAR = re.compile(r"ijava[^/]*\.jar$", re.IGNORECASE)


class Refused(Exception):
    """What the user has to know, in one line."""


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--home", type=pathlib.Path, required=True)
    parser.add_argument("--jdk", type=pathlib.Path, required=True)
    parser.add_argument("--kernel", choices=["auto", "ijava", "webarch"], required=True)
    parser.add_argument("--offline", action="store_true")
    options = parser.parse_args()
    try:
        install(options)
    except (Refused, OSError) as refusal:
        sys.exit(fail(refusal))


def fail(reason):
    print(f"kernel: {reason}", file=sys.stderr)
    return 2


def install(options):
    target = pathlib.Path(os.environ.get("WEBARCH_JUPYTER") or options.home / ".work" / "jupyter")
    looked = options.kernel == "auto" and (looked_before(target) or not options.offline)
    jar, source = (None, None) if options.kernel == "webarch" else ijava(options, target)
    if jar:
        name, version = "ijava", ijava_version(jar)
        # IJava logs the life of its sockets to the terminal of whoever started it.
        logging = target / "logging.properties"
        write(logging, "handlers=java.util.logging.ConsoleHandler\n.level=WARNING\n")
        command = [f"-Djava.util.logging.config.file={logging}", "-jar", str(jar)]
        what = f"IJava {version}, {source}"
    else:
        jar = options.home / "notebooks" / "kernel" / "target" / "webarch-kernel.jar"
        if not jar.is_file():
            raise Refused("the fallback kernel is not built; run: make build")
        name, version = "webarch", implementation_version(jar)
        command = ["-cp", str(jar), "webarch.kernel.Main"]
        chosen = "as asked" if options.kernel == "webarch" else "since IJava is not to be had here"
        what = f"the fallback kernel webarch {version}, {chosen}"
    digest = sha256(jar)
    write(target / "kernels" / "java" / "kernel.json", kernelspec(options, command))
    record = {"kernel": name, "version": version, "sha256": digest, "jar": jar}
    if name == "webarch" and looked:
        record["ijava"] = UNREACHABLE
    write(target / "kernel.txt", "".join(f"{key}={value}\n" for key, value in record.items()))
    print(f"kernel: {what} (sha256 {digest})")


def kernelspec(options, command):
    libraries = str(options.home / "notebooks" / "target" / "webarch-analysis.jar")
    flags = ["-XX:+UseSerialGC", "-Djava.awt.headless=true", "-Dstdout.encoding=UTF-8", "-Dstderr.encoding=UTF-8"]
    spec = {
        "argv": [str(options.jdk / "bin" / "java"), *flags, *command, "{connection_file}"],
        "display_name": "Java",
        "language": "java",
        "interrupt_mode": "message",
        "env": {
            "IJAVA_CLASSPATH": libraries,
            "WEBARCH_NOTEBOOK_CLASSPATH": libraries,
            "WEBARCH_HOME": str(options.home),
            # The JVM decodes paths by the locale; under LC_ALL=C it could not name a file outside ASCII.
            "LC_ALL": "C.UTF-8",
        },
    }
    return json.dumps(spec, indent=2, ensure_ascii=False) + "\n"


def ijava(options, target):
    """The jar of IJava and where it is from, or (None, None)."""
    cache = target / "ijava"
    asked = os.environ.get("IJAVA_ZIP")
    if asked:
        return unpacked(asked, cache), f"from {asked}"
    jar = installed(options.home)
    if jar:
        return jar, f"installed as {jar}"
    jar = kept(cache) or kept(options.home / ".work" / "jupyter" / "ijava")
    if jar:
        return jar, f"kept in {jar.parent}"
    if not options.offline and not (options.kernel == "auto" and looked_before(target)):
        content = fetched(RELEASE)
        if content:
            return extracted(content, RELEASE, cache), f"from {RELEASE}"
    if options.kernel == "ijava":
        raise Refused("IJava is not installed and cannot be fetched; name its 1.3.0 release: IJAVA_ZIP=FILE-OR-URL")
    return None, None


def looked_before(target):
    """Whether an earlier installation asked the network in vain: once is enough."""
    record = target / "kernel.txt"
    return record.is_file() and f"ijava={UNREACHABLE}\n" in record.read_text(encoding="utf-8")


def installed(home):
    folders = [pathlib.Path(each) for each in jupyter_path("kernels")]
    for prefix in ("VIRTUAL_ENV", "CONDA_PREFIX"):
        if os.environ.get(prefix):
            folders.append(pathlib.Path(os.environ[prefix]) / "share" / "jupyter" / "kernels")
    for folder in folders:
        if home / ".work" in folder.parents:
            continue
        for spec in sorted(folder.glob("*/kernel.json")):
            try:
                arguments = json.loads(spec.read_text(encoding="utf-8")).get("argv", [])
            except (OSError, ValueError):
                continue
            for argument in arguments:
                jar = pathlib.Path(str(argument).replace("{resource_dir}", str(spec.parent)))
                if IJAVA_JAR.search(str(argument)) and jar.is_file():
                    return jar.resolve()
    return None


def kept(cache):
    jars = sorted(cache.glob("*.jar"))
    return jars[0] if jars else None


def unpacked(asked, cache):
    origin = cache / "origin.txt"
    if "://" in asked:
        if kept(cache) and origin.is_file() and origin.read_text(encoding="utf-8") == asked:
            return kept(cache)
        content = fetched(asked)
        if content is None:
            raise Refused(f"IJAVA_ZIP={asked} cannot be fetched")
    else:
        try:
            content = pathlib.Path(asked).read_bytes()
        except OSError as error:
            raise Refused(f"IJAVA_ZIP={asked} cannot be read: {error.strerror}") from error
    return extracted(content, asked, cache)


def extracted(content, origin, cache):
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = [name for name in archive.namelist() if IJAVA_JAR.search(name)]
            if not names:
                raise Refused(f"{origin} holds no ijava*.jar")
            jar = archive.read(names[0])
    except zipfile.BadZipFile as error:
        raise Refused(f"{origin} is not a zip file") from error
    for old in cache.glob("*.jar"):
        old.unlink()
    path = cache / pathlib.PurePosixPath(names[0]).name
    write(path, jar)
    write(cache / "origin.txt", origin)
    return path


def fetched(url):
    """The content at `url`, or None. Looking a name up knows no time-out, so a thread does the asking."""
    reached = threading.Event()
    content = []

    def fetch():
        try:
            with urllib.request.urlopen(url, timeout=REACHABLE_WITHIN_S) as reply:
                reached.set()
                content.append(reply.read())
        except (OSError, ValueError, urllib.error.URLError):
            reached.set()

    worker = threading.Thread(target=fetch, daemon=True)
    worker.start()
    if reached.wait(REACHABLE_WITHIN_S):
        worker.join(FETCHED_WITHIN_S)
    return content[0] if content else None


def ijava_version(jar):
    try:
        with zipfile.ZipFile(jar) as archive:
            return json.loads(archive.read("ijava-kernel-metadata.json"))["version"]
    except (KeyError, ValueError, zipfile.BadZipFile) as error:
        raise Refused(f"{jar} is not IJava") from error


def implementation_version(jar):
    with zipfile.ZipFile(jar) as archive:
        manifest = archive.read("META-INF/MANIFEST.MF").decode("utf-8")
    return re.search(r"^Implementation-Version: (\S+)", manifest, re.MULTILINE).group(1)


def sha256(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


def write(path, content):
    """Whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(path.name + ".new")
    unfinished.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    unfinished.replace(path)


if __name__ == "__main__":
    main()
