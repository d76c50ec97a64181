package org.pidesk.notice;

import java.util.List;

/**
 * How long a text message is, of which each part is paid for.
 *
 * @param messages how many of them each recipient gets
 * @param letters those in it that the short alphabet of text messages lacks: a single one leaves less than half the room
 */
public record TextSize(int messages, List<String> letters) {
    static TextSize of(String text) {
        return new TextSize(TextParts.of(text, 0).parts().size(), TextParts.notInTheAlphabet(text));
    }
}
