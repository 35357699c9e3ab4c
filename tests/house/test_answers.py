"""What every answer carries, and what a request cannot change."""

import pytest


def policy(answer) -> dict[str, str]:
    parts = (part.split(" ", 1) for part in answer["Content-Security-Policy"].split("; "))
    return {part[0]: part[-1] for part in parts}


def test_a_public_answer_allows_only_the_sites_own_parts(client):
    sent = policy(client.get("/healthz"))

    assert sent == {
        "default-src": "'none'",
        "script-src": "'self'",
        "style-src": "'self'",
        "img-src": "'self' data:",
        "font-src": "'self'",
        "connect-src": "'self'",
        "manifest-src": "'self'",
        "form-action": "'self'",
        "base-uri": "'none'",
        "frame-ancestors": "'none'",
    }


def test_the_policy_is_written_in_one_order(client):
    parts = client.get("/healthz")["Content-Security-Policy"].split("; ")

    assert parts == sorted(parts)


@pytest.mark.django_db
def test_only_the_admin_may_evaluate_scripts(client):
    sent = policy(client.get("/admin/"))

    assert "unsafe" not in client.get("/admin/login/")["Content-Security-Policy"]
    assert "'unsafe-eval'" in sent["script-src"]
    assert "'unsafe-inline'" not in sent["script-src"]
    assert sent["frame-ancestors"] == "'none'"
    assert sent["default-src"] == "'none'"


def test_the_documentation_may_style_itself_and_no_more(client):
    sent = policy(client.get("/api/v1/docs/"))

    assert sent["style-src"] == "'self' 'unsafe-inline'"
    assert sent["script-src"] == "'self'"


def test_an_anonymous_reader_gets_no_cookie_and_a_cacheable_answer(client):
    answer = client.get("/healthz")

    assert not answer.cookies
    assert "Cookie" not in answer.get("Vary", "")


def test_an_answer_forbids_guessing_framing_and_telling(client):
    answer = client.get("/healthz")

    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["Referrer-Policy"] == "strict-origin-when-cross-origin"
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin"


@pytest.mark.django_db
def test_a_request_cannot_choose_the_sites_host_or_scheme(client):
    plain = client.get("/admin/")
    forged = client.get(
        "/admin/",
        headers={"X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "https"},
    )

    assert plain["Location"] == forged["Location"]
    assert client.get("/admin/login/", headers={"Host": "evil.example"}).status_code == 400


@pytest.mark.django_db
def test_uploads_have_no_address(client, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    (tmp_path / "embargoed.jpg").write_bytes(b"private")

    for address in ("/media/embargoed.jpg", "/embargoed.jpg", "/static/embargoed.jpg",
                    "/static/../media/embargoed.jpg"):  # fmt: skip
        assert client.get(address).status_code == 404
