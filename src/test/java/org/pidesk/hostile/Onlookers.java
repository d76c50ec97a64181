package org.pidesk.hostile;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What programs that open the links of mails say of themselves: scanners, previews, archives, browsers that look ahead. */
final class Onlookers {
    private static final List<String> NAMES = List.of(
            "BarracudaCentral",
            "Mimecast",
            "Proofpoint-URLDefense",
            "MessageLabs",
            "TrendMicro-WRS",
            "FireEye",
            "Cisco-IronPort",
            "Sophos-Reflexion",
            "SpamTitan",
            "Forcepoint",
            "Zscaler",
            "Fortinet-Mail",
            "Vade-Scan",
            "Hornet-ATP",
            "AppRiver",
            "Slackbot-LinkExpanding",
            "Twitterbot",
            "facebookexternalhit",
            "WhatsApp",
            "TelegramBot",
            "Discordbot",
            "LinkedInBot",
            "SkypeUriPreview",
            "Teams-LinkPreview",
            "Googlebot",
            "bingbot",
            "YandexBot",
            "DuckDuckBot",
            "Applebot",
            "Baiduspider",
            "GoogleImageProxy",
            "YahooMailProxy",
            "Outlook-SafeLinks",
            "Thunderbird",
            "Apple-Mail",
            "Spark",
            "ia_archiver",
            "curl",
            "Wget",
            "python-requests",
            "Go-http-client",
            "Java",
            "libwww-perl",
            "okhttp",
            "axios",
            "HeadlessChrome",
            "PhantomJS");
    private static final List<String> SHAPES = List.of(
            "%s/1.0",
            "%s",
            "Mozilla/5.0 (compatible; %s/2.1; +https://example.com/bot)",
            "%s (link check)",
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) %s Chrome/131.0 Safari/537.36");
    private static final List<Map<String, String>> PURPOSES = List.of(
            Map.of(),
            Map.of("Sec-Purpose", "prefetch"),
            Map.of("Purpose", "prefetch"),
            Map.of("X-Moz", "prefetch"),
            Map.of("Sec-Purpose", "prefetch;prerender"),
            Map.of("X-Purpose", "preview"),
            Map.of("Range", "bytes=0-1023"),
            Map.of("Accept", "image/*"),
            Map.of("Referer", "https://mail.example.com/inbox"));

    private Onlookers() {}

    /** As headers of a request; more than two thousand, all of them different. */
    static List<Map<String, String>> all() {
        var all = new LinkedHashSet<Map<String, String>>();
        for (var purpose : PURPOSES) {
            for (var shape : SHAPES) {
                for (var name : NAMES) {
                    var headers = new TreeMap<>(purpose);
                    headers.put("User-Agent", shape.formatted(name));
                    all.add(headers);
                }
            }
        }
        return new ArrayList<>(all);
    }
}
