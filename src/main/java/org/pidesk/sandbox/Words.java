package org.pidesk.sandbox;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A stretch of a message's text.
 *
 * @param address where it leads; null for plain words
 */
record Words(String text, String address) {
    private static final Pattern LINK = Pattern.compile("https?://[^\\s\"'<>]*[^\\s\"'<>.,;:!?)]");

    /** Cuts a text at its links, so that a page can make them clickable without taking any HTML from it. */
    static List<Words> of(String text) {
        var all = new ArrayList<Words>();
        var from = 0;
        for (var links = LINK.matcher(text); links.find(); from = links.end()) {
            all.add(new Words(text.substring(from, links.start()), null));
            all.add(new Words(links.group(), links.group()));
        }
        all.add(new Words(text.substring(from), null));
        return all;
    }
}
