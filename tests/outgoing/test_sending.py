"""A request comes to its end in time, at the address that was checked, whoever answers."""

import contextlib
import datetime as dt
import socket
import ssl
import struct
import time
from ipaddress import ip_address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from outgoing.requests import Failed, Refused, send
from outgoing.resolving import Unresolved
from outgoing.rules import from_names

HERE = from_names(["127.0.0.0/8"], https_only=False)
LOOPBACK = ip_address("127.0.0.1")
FINE = b"HTTP/1.1 200 OK\r\nX-Answer: yes\r\nContent-Length: 5\r\n\r\nthere"


def loopback(name, within):
    return [LOOPBACK]


def test_a_request_reaches_an_allowed_network_and_is_answered(listen):
    server = listen(FINE)

    answer = send(
        "POST", server.url + "?a=b", body=b"{}", headers={"Content-Type": "text/x"}, rules=HERE
    )

    assert (answer.status, answer.body, answer.headers["x-answer"]) == (200, b"there", "yes")
    assert 0 < answer.seconds < 5
    head, _, body = server.requests[0].partition(b"\r\n\r\n")
    assert body == b"{}"
    assert head.split(b"\r\n") == [
        b"POST /hook?a=b HTTP/1.1",
        f"Host: 127.0.0.1:{server.port}".encode(),
        b"Connection: close",
        b"Accept-Encoding: identity",
        b"Content-Length: 2",
        b"User-Agent: Masthead",
        b"Content-Type: text/x",
    ]


def test_a_name_is_resolved_once_and_reached_where_it_was_then(listen):
    server = listen(FINE)
    asked = []

    def rebinding(name, within):
        asked.append(name)
        return [LOOPBACK if len(asked) == 1 else ip_address("127.0.0.2")]

    url = f"http://receiver.example:{server.port}/"
    assert send("GET", url, rules=HERE, resolve=rebinding).status == 200
    assert asked == ["receiver.example"]
    assert f"Host: receiver.example:{server.port}".encode() in server.requests[0]


def test_a_name_that_moves_into_this_network_is_refused_at_its_next_request(listen):
    canary = listen(FINE)
    # The first address stands for a public one: it is allowed, and nobody is there.
    rules = from_names(["127.0.0.2/32"], https_only=False)
    answers = iter([[ip_address("127.0.0.2")], [LOOPBACK]])
    url = f"http://receiver.example:{canary.port}/"

    with pytest.raises(Failed):
        send("GET", url, rules=rules, resolve=lambda *_: next(answers), deadline=0.2)
    with pytest.raises(Refused):
        send("GET", url, rules=rules, resolve=lambda *_: next(answers), deadline=0.2)

    assert canary.connections == 0


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_an_answer_and_not_followed(status, listen):
    canary = listen(FINE)
    server = listen(
        f"HTTP/1.1 {status} Away\r\nLocation: {canary.url}\r\nContent-Length: 0\r\n\r\n".encode()
    )

    answer = send("POST", server.url, body=b"{}", rules=HERE)

    assert (answer.status, answer.headers["location"]) == (status, canary.url)
    assert canary.connections == 0


def dripping(head, drop):
    """A server that sends a drop every 20 ms, for as long as anybody listens."""

    def converse(connection):
        connection.recv(65536)
        connection.sendall(head)
        with contextlib.suppress(OSError):
            while True:
                connection.sendall(drop)
                time.sleep(0.02)

    return converse


@pytest.mark.parametrize(
    ("head", "drop"),
    [
        pytest.param(b"", b"H", id="drips its status line"),
        pytest.param(b"HTTP/1.1 200 OK\r\n", b"X", id="drips a header"),
        pytest.param(b"HTTP/1.1 200 OK\r\n", b"A: b\r\n", id="drips headers"),
        pytest.param(b"", b"HTTP/1.1 100 Continue\r\n\r\n", id="says continue for ever"),
        pytest.param(b"HTTP/1.1 200 OK\r\n\r\n", b"x", id="drips a body without length"),
        pytest.param(b"HTTP/1.1 200 OK\r\nContent-Length: 99999\r\n\r\n", b"x", id="drips a body"),
        pytest.param(
            b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n",
            b"1\r\nx\r\n",
            id="drips chunks",
        ),
    ],
)
def test_a_server_that_drips_is_left_at_the_deadline(head, drop, listen):
    server = listen(converse=dripping(head, drop))
    began = time.monotonic()

    with pytest.raises(Failed):
        send("POST", server.url, body=b"{}", rules=HERE, deadline=0.3)

    assert time.monotonic() - began < 1


def test_a_server_that_accepts_and_is_silent_is_left_at_the_deadline(listen):
    server = listen(converse=lambda connection: time.sleep(3))
    began = time.monotonic()

    with pytest.raises(Failed, match=r"0\.3 s"):
        send("POST", server.url, body=b"{}", rules=HERE, deadline=0.3)
    with pytest.raises(Failed, match=r"0\.3 s"):  # silent within the handshake
        send("POST", server.url.replace("http", "https"), rules=HERE, deadline=0.3)

    assert time.monotonic() - began < 2


def test_a_server_that_reads_nothing_is_left_at_the_deadline(listen):
    server = listen(converse=lambda connection: time.sleep(3))
    began = time.monotonic()

    with pytest.raises(Failed, match=r"0\.3 s"):
        send("POST", server.url, body=b"x" * 50_000_000, rules=HERE, deadline=0.3)

    assert time.monotonic() - began < 2


def test_of_a_huge_answer_64_kib_are_read(listen):
    sent = []

    def converse(connection):
        connection.recv(65536)
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 104857600\r\n\r\n")
        with contextlib.suppress(OSError):
            for _ in range(100):
                connection.sendall(b"x" * 1024 * 1024)
                sent.append(1)

    answer = send("POST", listen(converse=converse).url, rules=HERE)

    assert len(answer.body) == 64 * 1024
    assert len(sent) < 50


def reset(connection):
    connection.recv(65536)
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    connection.close()


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(b"SSH-2.0-OpenSSH_9.2\r\n", id="another protocol"),
        pytest.param(b"HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nhalf", id="half a body"),
        pytest.param(b"HTTP/1.1 abc\r\n\r\n", id="no status"),
        pytest.param(b"HTTP/1.1 200 " + b"x" * 100_000, id="endless line"),
        pytest.param(
            b"HTTP/1.1 200 OK\r\n" + b"".join(b"A%d: b\r\n" % i for i in range(1000)) + b"\r\n",
            id="a thousand headers",
        ),
        pytest.param(
            b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", id="broken chunks"
        ),
    ],
)
def test_what_is_no_whole_answer_is_a_failure(answer, listen):
    with pytest.raises(Failed) as failure:
        send("POST", listen(answer).url, body=b"{}", rules=HERE)

    assert failure.value.reason


def test_a_reset_and_a_closed_port_are_failures(listen):
    with pytest.raises(Failed):
        send("POST", listen(converse=reset).url, body=b"{}", rules=HERE)
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    with pytest.raises(Failed):
        send("POST", f"http://127.0.0.1:{port}/", rules=HERE)


def test_a_name_without_address_is_a_failure():
    def nobody(name, within):
        raise Unresolved(f"“{name}” has no address.")

    with pytest.raises(Failed, match="has no address"):
        send("GET", "https://receiver.example/", rules=HERE, resolve=nobody)


def test_the_next_address_of_a_name_is_tried_when_one_is_dead(listen):
    server = listen(FINE)
    both = [ip_address("127.0.0.2"), LOOPBACK]

    url = f"http://receiver.example:{server.port}/"
    assert send("GET", url, rules=HERE, resolve=lambda *_: both).status == 200


def test_a_proxy_of_the_environment_is_not_used(listen, monkeypatch):
    server, proxy = listen(FINE), listen(FINE)
    for name in ("http_proxy", "HTTP_PROXY", "https_proxy", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, f"http://127.0.0.1:{proxy.port}")

    send("GET", server.url, rules=HERE)

    assert (server.connections, proxy.connections) == (1, 0)


@pytest.mark.parametrize(
    "headers",
    [
        {"X": "a\r\nY: b"},
        {"X": "a\nY: b"},
        {"X": "a\rb"},
        {"X\r\nY": "a"},
        {"X:": "a"},
        {"X": "a\x00b"},
        {"": "a"},
        {"X": "é"},
        {"Host": "127.0.0.1"},
        {"Content-Length": "0"},
        {"Transfer-Encoding": "chunked"},
        {"Cookie": "a=b"},
    ],
)
def test_a_header_cannot_bring_another_one_or_change_the_frame(headers, listen):
    server = listen(FINE)

    with pytest.raises(ValueError, match=r"no header|not the caller's"):
        send("POST", server.url, headers=headers, rules=HERE)

    assert server.connections == 0


@pytest.fixture
def secure(listen, tmp_path: Path):
    """A server with a certificate for receiver.example, and a context that trusts its maker."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "receiver.example")])
    now = dt.datetime.now(dt.UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(hours=1))
        .not_valid_after(now + dt.timedelta(hours=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("receiver.example")]), False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    pem = tmp_path / "server.pem"
    pem.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        + certificate.public_bytes(serialization.Encoding.PEM)
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pem)

    def converse(connection):
        with contextlib.suppress(OSError), context.wrap_socket(connection, server_side=True) as s:
            s.recv(65536)
            s.sendall(FINE)

    trusting = ssl.create_default_context(
        cadata=certificate.public_bytes(serialization.Encoding.PEM).decode()
    )
    return listen(converse=converse), trusting


def test_a_certificate_is_checked_against_the_name_at_the_checked_address(secure):
    server, trusting = secure

    def at(name):
        url = f"https://{name}:{server.port}/"
        return send("GET", url, rules=HERE, resolve=loopback, tls=trusting)

    assert at("receiver.example").status == 200
    with pytest.raises(Failed, match="certificate"):
        at("another.example")
    with pytest.raises(Failed, match="certificate"):
        at("127.0.0.1")


def test_a_certificate_nobody_vouches_for_is_refused(secure):
    server, _ = secure

    with pytest.raises(Failed, match="certificate"):
        send("GET", f"https://receiver.example:{server.port}/", rules=HERE, resolve=loopback)


def test_a_server_without_tls_at_an_https_address_is_a_failure(listen):
    with pytest.raises(Failed):
        send("GET", listen(FINE).url.replace("http", "https"), rules=HERE, deadline=0.5)
