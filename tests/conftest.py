"""Rules for every test: no network but loopback, and a terminal wide enough for whole lines."""

import ipaddress
import os
import sys


def _refuse_other_networks(event: str, args: tuple[object, ...]) -> None:
    if event != "socket.connect":
        return
    address = args[1]
    if not isinstance(address, tuple) or str(address[0]) in {"localhost", ""}:
        return
    if not ipaddress.ip_address(str(address[0])).is_loopback:
        raise RuntimeError(f"a test tried to connect to {address[0]}; only loopback is allowed")


sys.addaudithook(_refuse_other_networks)
os.environ["COLUMNS"] = "200"
