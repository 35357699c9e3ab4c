"""The measurements: ratios in one run, against a bare Django view on the same server.

    make bench                     both sizes, about five minutes
    make bench ARGS="--articles 1000"   one size

Needs wrk (Debian: apt-get install wrk). Servers listen on loopback; databases are made in a
temporary folder and removed. Each figure is the median of paired rounds, the yardstick and the
subject in turn, so that a machine whose speed drifts doesn't favour either.
"""

import argparse
import json
import os
import re
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
ROUNDS = 3
SECONDS = 2  # of load in one round
CONNECTIONS = 16
STORED = 1_000  # articles whose pages are stored before; more would take the worker a while
PYTHON = sys.executable
PATHS = os.pathsep.join([str(ROOT), str(ROOT / "platform"), str(ROOT / "bench")])


@dataclass(frozen=True)
class Subject:
    """What is measured: an address, or one of many (``spread``: prefix and suffix around n).

    ``same``: against a bare view that answers the same bytes, not one that says hello;
    ``known``: asked with the entity tag it has, so that both answer 304.
    """

    name: str
    path: str = ""
    spread: tuple[str, str] | None = None
    same: bool = False
    known: bool = False


SUBJECTS = (
    Subject("article page", "/articles/synthetic-7/"),
    Subject("article pages, each another", spread=("/articles/synthetic-", "/")),
    Subject("home", "/"),
    Subject("listing page", "/articles/"),
    Subject("topic page", "/topics/{topic}/"),
    Subject("API list of 20", "/api/v1/articles/", same=True),
    Subject("API detail", "/api/v1/articles/synthetic-7/", same=True),
    Subject("API detail, not modified", "/api/v1/articles/synthetic-7/", same=True, known=True),
    Subject("API details, each another", spread=("/api/v1/articles/synthetic-", "/")),
    Subject("RSS feed", "/feeds/articles.rss"),
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--articles", type=int, nargs="+", default=[1_000, 20_000])
    options = parser.parse_args()
    if shutil.which("wrk") is None:
        sys.exit("The measurements need wrk: apt-get install wrk")
    print(f"{os.cpu_count()} processors, Python {sys.version.split()[0]}")
    ratios: dict[int, dict[str, float]] = {}
    lists: dict[int, dict[str, float]] = {}
    desks: dict[int, dict[str, float]] = {}
    with (
        tempfile.TemporaryDirectory(prefix="masthead-bench-") as folder,
        served("bare:application", {**environment(Path(folder), 0), "BARE": folder}) as yardstick,
    ):
        hurry(Path(folder))
        for articles in options.articles:
            env = environment(Path(folder), articles)
            fill(articles, env)
            lists[articles] = tell(articles, env)
            desks[articles] = tell_desk(env)
            with served("masthead.wsgi:application", env) as site:
                if articles <= STORED:
                    store({**env, "SITE_URL": site})
                ratios[articles] = measure(yardstick, site, env, folder=Path(folder))
    if len(ratios) > 1:
        compare(ratios, "of its rate")
        compare(lists, "of the processor's time, without cache")
        compare(desks, "of the time the desk takes")


def environment(folder: Path, articles: int) -> dict[str, str]:
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return {
        **kept,
        "PYTHONPATH": PATHS,
        "DATABASE_URL": f"sqlite:///{folder}/{articles}.sqlite3",
        "MEDIA_STORAGE_URL": f"file://{folder}/media-{articles}",
        "SPREAD": str(articles),
        "API_ANONYMOUS_PER_MINUTE": "1000000",
    }


def manage(env: dict[str, str], *arguments: str) -> str:
    command = [PYTHON, str(ROOT / "manage.py"), *arguments]
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(done.stderr)
    return done.stdout


def fill(articles: int, env: dict[str, str]) -> None:
    manage(env, "migrate", "--verbosity", "0")
    started = time.monotonic()
    manage(env, "demo_content", "--articles", str(articles))
    print(f"\n{articles:,} articles, made in {time.monotonic() - started:.0f} s")


def store(env: dict[str, str]) -> None:
    """What the worker has done before the first reader comes."""
    started = time.monotonic()
    subprocess.run(
        [PYTHON, str(ROOT / "bench" / "storing.py")], env=env, check=True, capture_output=True
    )
    print(f"  the record followed and its pages stored in {time.monotonic() - started:.0f} s")


def tell(articles: int, env: dict[str, str]) -> dict[str, float]:
    """What is measured inside the process: queries, publishing, importing; returned: what lists
    take."""
    command = [PYTHON, str(ROOT / "bench" / "inside.py")]
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(done.stderr)
    found = json.loads(done.stdout)
    for name, queries in found["queries"].items():
        print(f"  {name:<30} {queries} queries without cache")
    print(
        f"  publish: median {found['publish_ms']:.1f} ms, "
        f"{found['publish_ratio']:.1f} × a one-row insert of {found['insert_ms']:.2f} ms"
    )
    print(f"  import: {found['imports_per_second']:.1f} manuscripts of 900 words a second")
    first, second = found["deep_page_ratios"]
    print(f"  API page 1,000, or the last: {first:.2f} × page 1, {second:.2f} × page 2")
    print(f"  changes: {found['changes_per_second']:,.0f} entries a second")
    return dict(found["lists_ms"])


def tell_desk(env: dict[str, str]) -> dict[str, float]:
    """What editors wait for; returned: milliseconds of each page."""
    command = [PYTHON, str(ROOT / "bench" / "newsroom.py")]
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(done.stderr)
    found = json.loads(done.stdout)
    for name, (milliseconds, queries) in found["desk"].items():
        print(f"  {name:<30} {milliseconds:6.0f} ms, {queries} queries")
    print(f"  a Word file of {found['word_mb']:.0f} MB: a draft in {found['word_seconds']:.1f} s")
    return {name: milliseconds for name, (milliseconds, _) in found["desk"].items()}


def hurry(folder: Path) -> None:
    """From the editor's publishing to the partner's receipt, with a whole worker."""
    env = environment(folder, time.monotonic_ns())
    script = str(ROOT / "tests" / "webhooks" / "scene.py")
    command = [PYTHON, script, "hurrying", "10", str(folder / "heard")]
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(done.stderr)
    seen = json.loads(done.stdout)
    waits = sorted(told["heard"] - seen["published"][told["id"]] for told in seen["heard"])
    print(
        f"  from publish to webhook received: median {statistics.median(waits):.2f} s, "
        f"longest {waits[-1]:.2f} s of {len(waits)}"
    )


@contextmanager
def served(application: str, env: dict[str, str]) -> Iterator[str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = subprocess.Popen(
        [
            PYTHON, "-m", "granian", application, "--interface", "wsgi", "--port", str(port),
            "--workers", "1", "--blocking-threads", "2", "--no-ws", "--log-level", "error",
        ],
        env={**env, "SITE_URL": f"http://127.0.0.1:{port}"},
        cwd=ROOT,
    )  # fmt: skip
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(200):
            try:
                urllib.request.urlopen(address + "/", timeout=5).read()
                break
            except OSError:
                time.sleep(0.1)
        yield address
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(10)


def measure(yardstick: str, site: str, env: dict[str, str], *, folder: Path) -> dict[str, float]:
    listed = json.loads(urllib.request.urlopen(f"{site}/api/v1/articles/?page_size=100").read())
    slug = next(each["topics"][0]["slug"] for each in listed["results"] if each["topics"])
    found = {}
    for each in SUBJECTS:
        subject = replace(each, path=each.path.format(topic=slug))
        yard, tag = Subject("bare", "/"), ""
        if subject.same:
            answer = urllib.request.urlopen(site + subject.path)
            name = f"{time.monotonic_ns()}"
            (folder / name).write_bytes(answer.read())
            yard = Subject("bare", f"/same/{name}")
            tag = answer.headers["ETag"] if subject.known else ""
        pairs = []
        for _ in range(ROUNDS):
            bare = load(yard, yardstick, env, tag=tag)
            pairs.append((bare, load(subject, site, env, tag=tag)))
        ratio = statistics.median(rate / bare for bare, rate in pairs)
        rate = statistics.median(rate for _, rate in pairs)
        bare = statistics.median(bare for bare, _ in pairs)
        found[subject.name] = ratio
        print(f"  {subject.name:<30} {ratio:5.2f} × bare   ({rate:,.0f} of {bare:,.0f} a second)")
    return found


def load(subject: Subject, site: str, env: dict[str, str], *, tag: str = "") -> float:
    """Requests a second; every answer must be 2xx, or 3xx if a tag is sent along."""
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{SECONDS}s"]
    if tag:
        command += ["-H", f"If-None-Match: {tag}"]
    if subject.spread:
        prefix, suffix = subject.spread
        env = {**env, "SPREAD_PREFIX": prefix, "SPREAD_SUFFIX": suffix}
        command += ["-s", str(ROOT / "bench" / "spread.lua"), site]
    else:
        command.append(site + subject.path)
    printed = subprocess.run(command, env=env, capture_output=True, text=True, check=True).stdout
    if "Non-2xx" in printed:
        sys.exit(f"{subject.name}: not every answer was 2xx\n{printed}")
    found = re.search(r"Requests/sec:\s+([\d.]+)", printed)
    if found is None:
        sys.exit(printed)
    return float(found[1])


def compare(ratios: dict[int, dict[str, float]], what: str) -> None:
    few, many = min(ratios), max(ratios)
    print(f"\n{many:,} articles against {few:,}: the part {what}")
    for name, ratio in ratios[many].items():
        print(f"  {name:<30} {ratio / ratios[few][name]:.2f}")


if __name__ == "__main__":
    main()
