"""What whoever runs the server can choose."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ServeSettings:
    """Choices for `kg serve`."""

    token: str = ""  # what a client must show; empty where everybody may read
    timeout_s: float = 30.0  # after which a query is stopped
    max_rows: int = 100_000  # of one answer
    origins: tuple[str, ...] = ()  # web pages that may read from elsewhere (CORS); "*" for all
    services: bool = False  # whether SERVICE may ask other servers
    loopback: bool = True  # whether whoever asks must call this machine by its own name
    workers: int = 4  # queries at once
