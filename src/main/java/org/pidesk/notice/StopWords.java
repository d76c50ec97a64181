package org.pidesk.notice;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Knows a text message that objects to marketing. The law asks for no form, so what is polite or plain around a word that
 * we know counts not. In doubt it objects: an offer that does not come harms less than one that was not wanted.
 */
final class StopWords {
    /** Whoever writes more than this has something else to say, or has it read by a person. */
    private static final int MOST_WORDS = 6;

    private static final int LONGEST = 160;

    /** Whatever comes behind them. */
    private static final List<String> BEGINNINGS = List.of(
            "stop",
            "stopall",
            "unsubscribe",
            "unsub",
            "opt out",
            "optout",
            "remove me",
            "take me off",
            "staak",
            "hou op",
            "yeka",
            "yekani",
            "uyeke",
            "misa");

    /** When nothing else is left. */
    private static final Set<String> ALONE = Set.of(
            "cancel",
            "end",
            "quit",
            "remove",
            "opt out",
            "no more",
            "don t",
            "dont",
            "do not",
            "can stop",
            "i want to stop",
            "moenie nie",
            "moenie meer nie",
            "geen meer",
            "geen meer nie",
            "hou op",
            "los uit");

    private static final Set<String> BESIDE_THE_POINT = Set.of(
            "please",
            "pls",
            "plz",
            "kindly",
            "thank",
            "thanks",
            "you",
            "hi",
            "hello",
            "ok",
            "me",
            "my",
            "now",
            "all",
            "the",
            "these",
            "sms",
            "smses",
            "text",
            "texts",
            "texting",
            "message",
            "messages",
            "messaging",
            "marketing",
            "send",
            "sending",
            "contact",
            "contacting",
            "number",
            "asb",
            "asseblief",
            "dankie",
            "nou",
            "vir",
            "stuur",
            "boodskap",
            "boodskappe",
            "bemarking",
            "ngicela",
            "ndicela",
            "nceda");

    private StopWords() {}

    static boolean in(String text) {
        if (text.length() > LONGEST) {
            return false;
        }
        var words = List.of(text.toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}]+", " ")
                .strip()
                .split(" "));
        var point = words.stream().filter(isTheirPoint()).toList();
        var begun = words.stream().dropWhile(isTheirPoint().negate()).toList();
        return point.size() <= MOST_WORDS && (ALONE.contains(String.join(" ", point)) || beginsWithOne(begun));
    }

    private static Predicate<String> isTheirPoint() {
        return word -> !BESIDE_THE_POINT.contains(word);
    }

    /** «Stop by on Saturday» is a visit. */
    private static boolean beginsWithOne(List<String> words) {
        var text = String.join(" ", words) + " ";
        return BEGINNINGS.stream().anyMatch(word -> text.startsWith(word + " ")) && !text.startsWith("stop by ");
    }
}
