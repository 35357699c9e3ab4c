"""Limits with a real Redis, which dies and comes back (threat F7)."""

import os
import shutil
import socket
import subprocess
import time

import pytest
from redis import Redis
from redis.exceptions import ConnectionError as NoConnection

from api.counting import Counters

pytestmark = pytest.mark.django_db

PATIENCE = 20.0  # seconds for a server to answer


@pytest.fixture
def redis(tmp_path):
    """`redis.start()` and `redis.kill()`: a server with one address."""
    program = shutil.which("redis-server")
    if program is None:
        refuse = pytest.fail if os.environ.get("CI") else pytest.skip
        refuse("needs a Redis server: apt-get install redis-server")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]

    class Server:
        url = f"redis://127.0.0.1:{port}/0"
        process = None

        def start(self) -> None:
            options = ["--port", str(port), "--bind", "127.0.0.1", "--save", "", "--dir", tmp_path]
            self.process = subprocess.Popen([program, *options], stdout=subprocess.DEVNULL)
            end = time.monotonic() + PATIENCE
            while time.monotonic() < end:
                try:
                    Redis.from_url(self.url).ping()
                except NoConnection:
                    continue
                return
            pytest.fail("the Redis server does not answer")

        def kill(self) -> None:
            self.process.kill()
            self.process.wait()

    server = Server()
    server.start()
    yield server
    server.kill()


def test_processes_count_together_alone_and_together_again(redis, settings):
    settings.CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.redis.RedisCache",
            "LOCATION": redis.url,
            "OPTIONS": {"socket_connect_timeout": 0.5, "socket_timeout": 0.5},
        }
    }
    one, other = Counters(), Counters()
    together = [each.add("n", seconds=60) for each in (one, other, one)]

    redis.kill()
    alone = [one.add("n", seconds=60), other.add("n", seconds=60)]
    redis.start()
    one.asked_again_at = other.asked_again_at = 0.0
    again = [one.add("n", seconds=60), other.add("n", seconds=60)]

    assert (together, alone, again) == ([1, 2, 3], [1, 1], [1, 2])


def test_the_api_answers_while_redis_is_gone(redis, settings, client):
    settings.CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.redis.RedisCache",
            "LOCATION": redis.url,
            "OPTIONS": {"socket_connect_timeout": 0.5, "socket_timeout": 0.5},
        }
    }
    settings.API_ANONYMOUS_PER_MINUTE = 2
    assert client.get("/api/v1/articles/").status_code == 200

    redis.kill()
    answers = [client.get("/api/v1/articles/").status_code for _ in range(3)]
    redis.start()

    assert answers == [200, 200, 429]
