"""The headers that every reply carries."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

Reply = Callable[[HttpRequest], HttpResponseBase]

# No inline script or style anywhere, nothing from elsewhere, no frames around us.
NO_FRAMES = "frame-ancestors 'none'"
CONTENT_SECURITY_POLICY = "; ".join(
    [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data: blob:",
        "font-src 'self'",
        "connect-src 'self'",
        "worker-src 'self'",
        "manifest-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        NO_FRAMES,
    ]
)
HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    # Other sites learn nothing. Stricter ("no-referrer") makes browsers send our own forms as from nowhere,
    # and the check against forged forms then refuses them.
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}

# What has its version in its address, and is no secret among who may ask for it.
KEPT = "private, max-age=31536000, immutable"

# What a page within the page of another site needs: nothing runs in it, and it sends nothing.
FRAMED = "Vierspan-Framed"


def framed_by(response: HttpResponse, sites: str) -> HttpResponse:
    """Let these sites show this one reply within their own page; a star is any site, nothing is none."""
    if sites:
        response.headers[FRAMED] = sites
    return response


def kept_by_the_reader(response: HttpResponse) -> HttpResponse:
    """Let the browser of this reader keep it: a picture or style that stands on every page."""
    response.headers["Cache-Control"] = KEPT
    return response


def security_headers(reply: Reply) -> Reply:
    def with_headers(request: HttpRequest) -> HttpResponseBase:
        response = reply(request)
        sites = response.headers.get(FRAMED, "")
        for name, value in HEADERS.items():
            response.headers[name] = value
        if sites:
            del response.headers[FRAMED], response.headers["X-Frame-Options"]
            policy = CONTENT_SECURITY_POLICY.replace(NO_FRAMES, f"frame-ancestors {sites}")
            response.headers["Content-Security-Policy"] = policy.replace("script-src 'self'; ", "")
        user = getattr(request, "user", None)
        is_kept = response.headers.get("Cache-Control") == KEPT
        if user is not None and user.is_authenticated and not is_kept:
            response.headers["Cache-Control"] = "no-store"
        return response

    return with_headers
