"""The headers that every reply carries."""

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase

Reply = Callable[[HttpRequest], HttpResponseBase]

# No inline script or style anywhere, nothing from elsewhere, no frames around us.
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
        "frame-ancestors 'none'",
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


def security_headers(reply: Reply) -> Reply:
    def with_headers(request: HttpRequest) -> HttpResponseBase:
        response = reply(request)
        for name, value in HEADERS.items():
            response.headers[name] = value
        user = getattr(request, "user", None)
        if user is not None and user.is_authenticated:
            response.headers["Cache-Control"] = "no-store"
        return response

    return with_headers
