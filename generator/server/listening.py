"""Listen at an address of this machine, or say in a sentence why that cannot be."""

from __future__ import annotations

import errno
import socket

from generator.errors import EnvironmentFault
from generator.wording import N_


def listen(host: str, port: int) -> socket.socket:
    """Return a socket that listens at `host` and `port`; raises EnvironmentFault where that cannot be."""
    try:
        family, kind, protocol, _name, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listener = socket.socket(family, kind, protocol)
    except OSError as error:
        raise EnvironmentFault(N_("There is no address {host} on this machine."), host=host) from error
    try:
        # On Windows the option would let two programs share one port.
        if hasattr(socket, "SO_EXCLUSIVEADDRUSE"):
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
        else:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        listener.listen(128)
    except PermissionError as error:
        listener.close()
        raise EnvironmentFault(
            N_("This user may not listen at port {port}; choose one above 1023: --port 8000"), port=port
        ) from error
    except OSError as error:
        listener.close()
        if error.errno == errno.EADDRNOTAVAIL:
            raise EnvironmentFault(N_("There is no address {host} on this machine."), host=host) from error
        raise EnvironmentFault(
            N_("Port {port} of {host} is in use by another program. Choose another: fupan serve --port {next}"),
            port=port,
            host=host,
            next=port + 1 if port < 65535 else 8000,
        ) from error
    return listener
