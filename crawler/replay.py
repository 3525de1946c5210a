"""A stand-in for the network: every request goes to a replay server, nothing else notices."""

from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler
from scrapy.crawler import Crawler
from scrapy.http import Request, Response


class ReplayHandler(HTTP11DownloadHandler):
    """Sends a request for `http(s)://HOST/PATH` to `<REPLAY>/HOST/PATH`.

    It works below all middlewares: robots.txt, redirects, delays per host and the stored address
    see the real address only.
    """

    lazy = False

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._replay = str(crawler.settings.get("REPLAY") or "").rstrip("/")

    async def download_request(self, request: Request) -> Response:
        """Fetch from the replay if there is one, else from the real address."""
        if not self._replay:
            return await super().download_request(request)
        sent = request.replace(url=replayed(self._replay, request.url))
        response = await super().download_request(sent)
        # Not `response.replace`: it decodes the body, however large, to learn its encoding.
        same = {name: getattr(response, name) for name in Response.attributes if name != "url"}
        return type(response)(request.url, **same)


def replayed(base: str, url: str) -> str:
    """Give the address at the replay that stands for a real one."""
    return f"{base}/{url.split('://', 1)[1]}"
