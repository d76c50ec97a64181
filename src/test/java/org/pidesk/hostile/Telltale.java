package org.pidesk.hostile;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.attoparser.AbstractMarkupHandler;
import org.attoparser.MarkupParser;
import org.attoparser.ParseException;
import org.attoparser.config.ParseConfiguration;
import org.springframework.web.util.HtmlUtils;

/**
 * What shows in an answer that something which was sent has done something: it stands in a page as markup, is the result of
 * an expression, has become a header, or made the server fall over. Whatever is sent carries {@link #NAME} where it would be
 * an element, an attribute, a script or a header.
 */
final class Telltale {
    static final String NAME = "mallory";
    /** 7654321 × 3, and the same as text thrice. */
    static final List<String> RESULTS = List.of("22962963", "765432176543217654321");

    private static final List<String> INSIDES =
            List.of("\tat org.", "\tat java.", "org.springframework", "PSQLException", "root:x:0", "jakarta.servlet");
    private static final Pattern SCHEME = Pattern.compile(
            "(?i)[\\s\\p{Cntrl}]*(javascript|vbscript|data(?!:image/))[\\s\\p{Cntrl}]*:.*", Pattern.DOTALL);
    private static final Pattern ELSEWHERE = Pattern.compile("(?i)([a-z][a-z0-9+.-]*:)?[/\\\\]{2}mallory.*");
    private static final Pattern NO_SCHEME = Pattern.compile("[/\\\\]{2}mallory.*", Pattern.DOTALL);
    private static final MarkupParser PARSER = new MarkupParser(ParseConfiguration.htmlConfiguration());

    private Telltale() {}

    static Optional<String> in(Wire.Answer answer) {
        if (answer.status() >= 500) {
            return Optional.of("answers " + answer.status());
        }
        return inHeaders(answer.headers())
                .or(() -> inText(answer.body()))
                .or(() -> answer.isPage() ? inMarkup(answer.body()) : Optional.empty());
    }

    static Optional<String> inHeaders(Map<String, String> headers) {
        return headers.entrySet().stream()
                .filter(header -> header.getKey().contains(NAME)
                        || header.getKey().isEmpty()
                        || header.getKey().equals("set-cookie")
                                && header.getValue().toLowerCase(Locale.ROOT).contains(NAME)
                        || header.getKey().equals("location")
                                && (ELSEWHERE.matcher(header.getValue()).matches()
                                        || SCHEME.matcher(header.getValue()).matches()))
                .map(header -> "has the header " + header)
                .findFirst();
    }

    static Optional<String> inText(String body) {
        return Stream.concat(RESULTS.stream(), INSIDES.stream())
                .filter(body::contains)
                .findFirst()
                .map(found -> "tells " + found);
    }

    static Optional<String> inMarkup(String page) {
        var found = new ArrayList<String>();
        elements(page).forEach(element -> {
            if (element.name().toLowerCase(Locale.ROOT).contains(NAME)
                    || List.of("script", "style").contains(element.name())
                            && element.text().toString().contains(NAME)) {
                found.add("has the element " + element);
            }
            element.attributes().forEach((name, value) -> {
                if (name.contains(NAME)
                        || value.contains(NAME)
                                && (name.startsWith("on") || name.equals("style") || name.equals("srcdoc"))
                        || List.of("href", "src", "action", "formaction", "data")
                                        .contains(name)
                                && (SCHEME.matcher(value).matches()
                                        || NO_SCHEME.matcher(value).matches())) {
                    found.add("has the attribute " + name + " in " + element);
                }
            });
        });
        return found.stream().findFirst();
    }

    /** @param text what stands in a script or a style sheet */
    record Element(String name, Map<String, String> attributes, StringBuilder text) {
        @Override
        public String toString() {
            return ("<" + name + " " + attributes + "> " + text).replaceAll("(?s)(.{200}).*", "$1…");
        }
    }

    static List<Element> elements(String page) {
        var elements = new ArrayList<Element>();
        try {
            PARSER.parse(page, new AbstractMarkupHandler() {
                @Override
                public void handleStandaloneElementStart(
                        char[] buffer, int offset, int length, boolean minimized, int line, int column) {
                    begin(buffer, offset, length);
                }

                @Override
                public void handleOpenElementStart(char[] buffer, int offset, int length, int line, int column) {
                    begin(buffer, offset, length);
                }

                private void begin(char[] buffer, int offset, int length) {
                    elements.add(new Element(new String(buffer, offset, length), new TreeMap<>(), new StringBuilder()));
                }

                @Override
                public void handleAttribute(
                        char[] buffer,
                        int nameOffset,
                        int nameLength,
                        int nameLine,
                        int nameColumn,
                        int operatorOffset,
                        int operatorLength,
                        int operatorLine,
                        int operatorColumn,
                        int valueOffset,
                        int valueLength,
                        int outerOffset,
                        int outerLength,
                        int valueLine,
                        int valueColumn) {
                    if (!elements.isEmpty()) {
                        last().attributes()
                                .put(
                                        new String(buffer, nameOffset, nameLength).toLowerCase(Locale.ROOT),
                                        HtmlUtils.htmlUnescape(new String(buffer, valueOffset, valueLength)));
                    }
                }

                @Override
                public void handleText(char[] buffer, int offset, int length, int line, int column) {
                    if (!elements.isEmpty()) {
                        last().text().append(buffer, offset, length);
                    }
                }

                private Element last() {
                    return elements.get(elements.size() - 1);
                }
            });
        } catch (ParseException unreadable) {
            elements.add(new Element(NAME + ": " + unreadable.getMessage(), Map.of(), new StringBuilder()));
        }
        return elements;
    }
}
