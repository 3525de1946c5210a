"""How Scrapy behaves: politely, openly, one request at a time for each host."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

PRODUCT = "Foerdernetz"
_SCRAPYS = "scrapy.resolver.CachingThreadedResolver"


@dataclass(frozen=True, slots=True, kw_only=True)
class Manners:
    """What differs from machine to machine.

    `delay_factor` shortens every wait, but only where a replay answers instead of a real host.
    """

    version: str
    contact: str
    replay: str = ""
    delay_factor: float = 1.0
    log: Path | None = None

    @property
    def factor(self) -> float:
        """The factor that counts."""
        return max(0.0, self.delay_factor) if self.replay else 1.0

    @property
    def user_agent(self) -> str:
        """Who we are and how to reach us."""
        return f"{PRODUCT}/{self.version} (+{self.contact})"


def scrapy_settings(manners: Manners) -> dict[str, Any]:
    """The settings that hold for every spider."""
    return _closed_doors() | dict(
        BOT_NAME=PRODUCT,
        USER_AGENT=manners.user_agent,
        REPLAY=manners.replay,
        DELAY_FACTOR=manners.factor,
        DEFAULT_REQUEST_HEADERS={
            "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
            "Accept-Language": "de,en;q=0.5",
        },
        ROBOTSTXT_OBEY=True,
        ROBOTSTXT_USER_AGENT=PRODUCT,
        CONCURRENT_REQUESTS=8,
        # What was read is kept before more is read: memory stays small, a kill costs little.
        CONCURRENT_ITEMS=1,
        CONCURRENT_REQUESTS_PER_DOMAIN=1,
        DOWNLOAD_DELAY_JITTER=0,
        DOWNLOAD_TIMEOUT=180,
        DOWNLOAD_WARNSIZE=0,
        DOWNLOAD_VERIFY_CERTIFICATES=True,
        REDIRECT_MAX_TIMES=5,
        # One repeat for a broken connection, none for what a host answers.
        RETRY_TIMES=1,
        RETRY_HTTP_CODES=[],
        DOWNLOAD_HANDLERS={
            "http": "crawler.replay.ReplayHandler",
            "https": "crawler.replay.ReplayHandler",
            **dict.fromkeys(("data", "file", "ftp", "s3")),
        },
        # A replay runs on this machine: names are not resolved, and no proxy stands between.
        TWISTED_DNS_RESOLVER="crawler.addresses.PublicResolver" if not manners.replay else _SCRAPYS,
        HTTPPROXY_ENABLED=not manners.replay,
        DOWNLOADER_MIDDLEWARES={
            "crawler.addresses.OnlyPublicAddresses": 60,
            "crawler.refusals.Refusals": 70,
            "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
            "crawler.robots.RobotsTxt": 100,
            "crawler.conditional.Conditional": 450,
        },
        EXTENSIONS={"crawler.pauses.Pauses": 100},
        SPIDER_MIDDLEWARES={"crawler.watchful.Watchful": 10},
        ITEM_PIPELINES={"crawler.pipeline.KeepRecords": 100},
        LOG_ENABLED=manners.log is not None,
        LOG_FILE=str(manners.log) if manners.log else None,
        LOG_FILE_APPEND=False,
        LOG_LEVEL="INFO",
        STATS_DUMP=False,
    )


def _closed_doors() -> dict[str, Any]:
    """No listening port, no cookies, no following of what a page sends by itself."""
    return dict(
        REMOTE_CONTROL_ENABLED=False,
        TELNETCONSOLE_ENABLED=False,
        COOKIES_ENABLED=False,
        METAREFRESH_ENABLED=False,
        REFERER_ENABLED=False,
    )
