package org.pidesk.signin;

import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import org.pidesk.geo.Countries;
import org.springframework.stereotype.Component;

/** Reads from a request where it comes from. The browser says of itself what it likes: that is a hint, never a proof. */
@Component
class Origins {
    /** The first that is found counts: most browsers name others, too. */
    private static final Map<String, String> BROWSERS = inOrder(
            "Edg", "Edge",
            "OPR/", "Opera",
            "SamsungBrowser/", "Samsung Internet",
            "Firefox/", "Firefox",
            "FxiOS/", "Firefox",
            "CriOS/", "Chrome",
            "Chrome/", "Chrome",
            "Safari/", "Safari");

    private static final Map<String, String> SYSTEMS = inOrder(
            "iPhone", " on an iPhone",
            "iPad", " on an iPad",
            "Android", " on Android",
            "Windows", " on Windows",
            "CrOS", " on ChromeOS",
            "Macintosh", " on a Mac",
            "Linux", " on Linux");

    private final Countries countries;

    Origins(Countries countries) {
        this.countries = countries;
    }

    Origin of(HttpServletRequest request) {
        return new Origin(
                countries.of(request.getRemoteAddr()).orElse(Origin.NOWHERE), browser(request.getHeader("User-Agent")));
    }

    static String browser(String says) {
        var text = says == null ? "" : says;
        return named(BROWSERS, text, "Another browser") + named(SYSTEMS, text, "");
    }

    private static String named(Map<String, String> names, String text, String otherwise) {
        return names.entrySet().stream()
                .filter(name -> text.contains(name.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(otherwise);
    }

    private static Map<String, String> inOrder(String... pairs) {
        var map = new LinkedHashMap<String, String>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put(pairs[i], pairs[i + 1]);
        }
        return map;
    }
}
