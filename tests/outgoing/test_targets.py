"""However it is spelt, no address leads into this server's own network."""

from ipaddress import ip_address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outgoing.addresses import is_public
from outgoing.requests import Refused, send
from outgoing.rules import Rules, from_names
from outgoing.targets import parse

ANYTHING_PUBLIC = from_names([], https_only=False)
LOOPBACK = ip_address("127.0.0.1")

# Each would reach the canary on 127.0.0.1 by some library's reading; "{p}" is its port.
SPELLINGS = [
    "http://127.0.0.1:{p}/",
    "http://127.0.0.1.:{p}/",
    "http://127.1:{p}/",
    "http://127.0.1:{p}/",
    "http://127.1.2.3:{p}/",
    "http://127.255.255.254:{p}/",
    "http://2130706433:{p}/",
    "http://2130706433.:{p}/",
    "http://4294967297:{p}/",
    "http://017700000001:{p}/",
    "http://0177.0.0.1:{p}/",
    "http://0177.0.0.01:{p}/",
    "http://00000177.0.0.1:{p}/",
    "http://127.0.0.01:{p}/",
    "http://0x7f000001:{p}/",
    "http://0x7F.0x0.0x0.0x1:{p}/",
    "http://0x7f.1:{p}/",
    "http://127.0x1:{p}/",
    "http://0x100000000000007f000001:{p}/",
    "http://0:{p}/",
    "http://0.0.0.0:{p}/",
    "http://0x0:{p}/",
    "http://00:{p}/",
    "http://1.0.0.127.in-addr.arpa.:{p}/",
    "http://localhost:{p}/",
    "http://LOCALHOST:{p}/",
    "http://localhost.:{p}/",
    "http://localhost.localdomain:{p}/",
    "http://ip6-localhost:{p}/",
    "http://receiver.example:{p}/",
    "http://127.0.0.1.receiver.example:{p}/",
    "http://[::1]:{p}/",
    "http://[0:0:0:0:0:0:0:1]:{p}/",
    "http://[0000:0000:0000:0000:0000:0000:0000:0001]:{p}/",
    "http://[::]:{p}/",
    "http://[::127.0.0.1]:{p}/",
    "http://[::7f00:1]:{p}/",
    "http://[::ffff:127.0.0.1]:{p}/",
    "http://[::ffff:7f00:1]:{p}/",
    "http://[0:0:0:0:0:ffff:127.0.0.1]:{p}/",
    "http://[::ffff:0:127.0.0.1]:{p}/",
    "http://[64:ff9b::7f00:1]:{p}/",
    "http://[64:ff9b::127.0.0.1]:{p}/",
    "http://[64:ff9b:1::7f00:1]:{p}/",
    "http://[2002:7f00:1::]:{p}/",
    "http://[2001:0:7f00:1::]:{p}/",
    "http://[2001:0:4136:e378:8000:63bf:80ff:fffe]:{p}/",
    "http://[fe80::1]:{p}/",
    "http://[fe80::1%25lo]:{p}/",
    "http://[fe80::1%25eth0]:{p}/",
    "http://[::1%25lo]:{p}/",
    "http://[::1%lo]:{p}/",
    "http://[fec0::1]:{p}/",
    "http://[fc00::1]:{p}/",
    "http://[fd00:ec2::254]:{p}/",
    "http://[ff02::1]:{p}/",
    "http://[v1.127.0.0.1]:{p}/",
    "http://[127.0.0.1]:{p}/",
    "http://[::1:{p}/",
    "http://::1:{p}/",
    "http://%31%32%37.0.0.1:{p}/",
    "http://127.0.0.%31:{p}/",
    "http://127%2e0%2e0%2e1:{p}/",
    "http://localhos%74:{p}/",
    "http://１２７.０.０.１:{p}/",
    "http://①②⑦.⓪.⓪.①:{p}/",
    "http://127。0。0。1:{p}/",
    "http://ⓛⓞⓒⓐⓛⓗⓞⓢⓣ:{p}/",
    "http://loc\u00adalhost:{p}/",
    "http://user@127.0.0.1:{p}/",
    "http://user:secret@127.0.0.1:{p}/",
    "http://receiver.example@127.0.0.1:{p}/",
    "http://receiver.example:80@127.0.0.1:{p}/",
    "http://receiver.example#@127.0.0.1:{p}/",
    "http://127.0.0.1:{p}#@receiver.example/",
    "http://receiver.example\\@127.0.0.1:{p}/",
    "http://127.0.0.1:{p}\\@receiver.example/",
    "http://127.0.0.1:{p}\t/",
    "http://127.0.0.1 :{p}/",
    "http://receiver.example\r\nHost: 127.0.0.1:{p}/",
    "http://127.0.0.1:{p}/\r\nX: y",
    "http://127.0.0.1:{p}/ HTTP/1.1",
    "http:/127.0.0.1:{p}/",
    "http:127.0.0.1:{p}/",
    "http:///127.0.0.1:{p}/",
    "http:\\\\127.0.0.1:{p}\\",
    "//127.0.0.1:{p}/",
    "127.0.0.1:{p}/",
    "ftp://127.0.0.1:{p}/",
    "file:///etc/passwd",
    "gopher://127.0.0.1:{p}/_GET",
    "unix:///run/postgresql",
    "HTTP://127.0.0.1:{p}/",
    " http://127.0.0.1:{p}/",
    "http://127.0.0.1:{p}:{p}/",
    "http://127.0.0.1:+{p}/",
    "http://127.0.0.1:0/",
    "http://127.0.0.1:65536/",
    "http://169.254.169.254/latest/meta-data/",
    "http://0xa9fea9fe/",
    "http://[::ffff:169.254.169.254]/",
    "http://metadata.google.internal/",
    "",
]


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_no_spelling_of_an_address_reaches_this_machine(spelling, listen):
    canary = listen(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
    url = spelling.replace("{p}", str(canary.port))

    with pytest.raises(Refused) as refusal:
        send("POST", url, rules=ANYTHING_PUBLIC, resolve=lambda name, within: [LOOPBACK])

    assert refusal.value.reason
    assert canary.connections == 0


SPECIAL = """
    0.0.0.0 10.1.2.3 100.64.0.1 100.100.100.200 100.127.255.255 127.0.0.1 168.63.129.16
    169.254.169.254 172.16.0.1 172.31.255.255 192.0.0.192 192.0.2.1 192.88.99.1 192.168.1.1
    198.18.0.1 198.19.255.255 198.51.100.1 203.0.113.7 224.0.0.1 239.255.255.250 240.0.0.1
    255.255.255.255 :: ::1 ::ffff:8.8.8.8 ::8.8.8.8 64:ff9b::7f00:1 64:ff9b::808:808
    64:ff9b:1::1 100::1 2001::1 2001:2::1 2001:10::1 2001:20::1 2001:db8::1 2002:7f00:1::
    2002:808:808:: 3fff::1 5f00::1 fc00::1 fd00:ec2::254 fe80::1 fec0::1 ff02::1
"""
PUBLIC = """
    1.1.1.1 8.8.8.8 100.63.255.255 100.128.0.1 172.15.255.255 172.32.0.1 192.0.1.1
    198.17.0.1 198.20.0.1 223.255.255.255 2001:200::1 2001:4860:4860::8888 2003::1
    2606:4700::1111
"""


@pytest.mark.parametrize("address", SPECIAL.split())
def test_an_address_of_a_special_kind_is_not_public(address):
    assert not is_public(ip_address(address))


@pytest.mark.parametrize("address", PUBLIC.split())
def test_an_address_of_anybody_is_public(address):
    assert is_public(ip_address(address))


def test_one_private_address_among_public_ones_is_enough_to_refuse():
    mixed = [ip_address("8.8.8.8"), ip_address("10.0.0.1")]

    with pytest.raises(Refused, match=r"10\.0\.0\.1"):
        send("GET", "http://receiver.example/", rules=ANYTHING_PUBLIC, resolve=lambda *_: mixed)


@pytest.mark.parametrize("port", [22, 25, 5432, 6379, 11211])
def test_a_public_address_is_reached_on_ports_of_the_web_only(port):
    with pytest.raises(Refused):
        parse(f"https://8.8.8.8:{port}/", ANYTHING_PUBLIC)


def test_plain_http_is_refused_where_https_is_demanded():
    rules = Rules(https_only=True)

    with pytest.raises(Refused, match="https"):
        parse("http://receiver.example/", rules)
    with pytest.raises(Refused):
        parse("https://8.8.8.8:80/", rules)
    assert parse("https://receiver.example/", rules).port == 443


@pytest.mark.parametrize(
    ("url", "authority", "path"),
    [
        ("https://Receiver.Example", "receiver.example", "/"),
        ("https://receiver.example./a?b=c", "receiver.example", "/a?b=c"),
        ("https://receiver.example:443/%C3%A9", "receiver.example", "/%C3%A9"),
        ("https://xn--bcher-kva.example:8443?q", "xn--bcher-kva.example:8443", "/?q"),
        ("https://8.8.8.8/", "8.8.8.8", "/"),
        ("https://[2606:4700::1111]:8443/", "[2606:4700::1111]:8443", "/"),
    ],
)
def test_a_plain_address_is_understood(url, authority, path):
    target = parse(url, ANYTHING_PUBLIC)

    assert (target.authority, target.path) == (authority, path)


@given(st.text(alphabet="htps:/.@[]#?%\\ 0123456789abcdefx\r\n\t", max_size=60))
def test_any_text_is_understood_or_refused(text):
    for url in (text, f"http://{text}"):
        try:
            target = parse(url, ANYTHING_PUBLIC)
        except Refused:
            continue
        assert not set(target.authority + target.path) & set(" \r\n\t\\#")
        assert isinstance(target.host, str) or is_public(target.host)
