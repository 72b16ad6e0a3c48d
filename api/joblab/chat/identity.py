"""What a secret names: conversations and their owners, visitors without saying who they are, the fences of a turn."""

import hmac
from base64 import urlsafe_b64encode
from datetime import date
from hashlib import sha256
from ipaddress import ip_address, ip_network
from uuid import uuid4


class Identity:
    """Issues the ids of conversations and names visitors. Whoever has the same secret takes the ids of others."""

    def __init__(self, secret: str) -> None:
        self._key = sha256(f"joblab identity\n{secret}".encode()).digest()

    def new_conversation(self) -> str:
        """An id that only its asker knows, and only this service can have made: 55 characters."""
        name = uuid4().hex
        return f"{name}.{self._sign('conversation', name)}"

    def is_own(self, conversation_id: str) -> bool:
        """Whether an id is one that was issued here."""
        name, _, signature = conversation_id.partition(".")
        return hmac.compare_digest(signature.encode(), self._sign("conversation", name).encode())

    def visitor(self, address: str, day: date) -> str:
        """A name for the network that an address is in (/24, or /64 of IPv6), good for a day."""
        return self._sign("visitor", f"{day} {_network(address)}")

    def fence(self, question: str) -> str:
        """A name for the tags around other people's text: the question's own, the same each time it is asked."""
        return f"data_{self._digest('fence', question).hex()[:12]}"

    def _sign(self, use: str, text: str) -> str:
        return urlsafe_b64encode(self._digest(use, text)[:16]).rstrip(b"=").decode()

    def _digest(self, use: str, text: str) -> bytes:
        return hmac.digest(self._key, f"{use}\n{text}".encode(), "sha256")


def _network(address: str) -> str:
    try:
        its = ip_address(address)
    except ValueError:
        return "unknown"
    its = getattr(its, "ipv4_mapped", None) or its
    return str(ip_network((its, 24 if its.version == 4 else 64), strict=False))
