package org.pidesk.notice;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Knows a text message that objects to marketing. The law asks for no form, so what is polite or plain around a word that
 * we know counts not, nor what stands behind it. In doubt it objects: an offer that does not come harms less than one that
 * was not wanted. Nobody reads what it does not know.
 */
final class StopWords {
    /** Whoever writes more than this beside a word that has other meanings may mean one of these. */
    private static final int MOST_WORDS = 6;

    /** How much is read of a text; whoever objects says so at its beginning. */
    private static final int LONGEST = 160;

    /** Any mark that ends or parts a sentence. */
    private static final String MARK = ".";

    /** Whatever comes behind them. */
    private static final List<String> PLAIN = Stream.concat(
                    Stream.of("stopall", "unsubscribe", "unsub", "opt out", "optout", "remove me", "take me off"),
                    Stream.of("contact", "text", "sms", "message")
                            .flatMap(verb -> Stream.of("do not ", "don t ", "dont ", "never ")
                                    .flatMap(not -> Stream.of(not, not + "ever "))
                                    .map(not -> not + verb + " me again")))
            .toList();

    /** The same, where few words follow or one that goes on with it. */
    private static final List<String> BEGINNINGS =
            List.of("stop", "staak", "hou op", "yeka", "yekani", "uyeke", "misa");

    /** Wherever they stand, unless {@link #NOT} is right before them. */
    private static final List<String> WITHIN = List.of(
            "stop sending me",
            "stop texting me",
            "stop messaging me",
            "stop contacting me",
            "stop spamming me",
            "leave me alone",
            "los my uit",
            "laat my met rus");

    private static final Set<String> NOT = Set.of("not", "t", "dont", "never", "ever", "moenie");

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
            "never",
            "can stop",
            "i want to stop",
            "moenie nie",
            "moenie meer nie",
            "geen meer",
            "geen meer nie",
            "hou op",
            "los uit");

    private static final Set<String> BESIDE_THE_POINT = Set.of(
            MARK,
            "please",
            "pls",
            "plz",
            "kindly",
            "thank",
            "thanks",
            "you",
            "hi",
            "hello",
            "good",
            "day",
            "ok",
            "me",
            "my",
            "now",
            "ever",
            "again",
            "anymore",
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
            "weer",
            "ooit",
            "vir",
            "stuur",
            "kontak",
            "boodskap",
            "boodskappe",
            "bemarking",
            "ngicela",
            "ndicela",
            "nceda");

    /** How whoever wants something to stop goes on, beside these. */
    private static final Set<String> GOES_ON = Set.of(
            "it",
            "this",
            "that",
            "your",
            "i",
            "or",
            "spam",
            "spamming",
            "harassing",
            "bothering",
            "annoying",
            "calling",
            "advertising",
            "om",
            "met",
            "die",
            "hierdie",
            "julle",
            "ukuthumela",
            "ukungithumela",
            "ukungithumelela",
            "ukundithumela",
            "ukundithumelela");

    private StopWords() {}

    static boolean in(String text) {
        var words = words(text.substring(0, Math.min(LONGEST, text.length())));
        var point = words.stream().filter(isTheirPoint()).toList();
        var begun = words.stream().dropWhile(isTheirPoint().negate()).toList();
        var isShort = text.length() <= LONGEST && point.size() <= MOST_WORDS;
        return isShort && ALONE.contains(String.join(" ", point)) || begins(begun, isShort) || isWithin(words);
    }

    private static List<String> words(String text) {
        return List.of(text.toLowerCase(Locale.ROOT)
                .replaceAll("[.,;:!?()\\n]", " " + MARK + " ")
                .replaceAll("[^\\p{L}\\p{N}.]+", " ")
                .strip()
                .split(" "));
    }

    private static Predicate<String> isTheirPoint() {
        return word -> !BESIDE_THE_POINT.contains(word);
    }

    private static boolean begins(List<String> words, boolean isShort) {
        return PLAIN.stream().anyMatch(plain -> standsAt(0, words, plain))
                || BEGINNINGS.stream()
                        .filter(beginning -> standsAt(0, words, beginning))
                        .anyMatch(beginning -> goesOn(words.stream().skip(count(beginning)), isShort));
    }

    /** «Stop by on Saturday» is a visit. */
    private static boolean goesOn(Stream<String> behind, boolean isShort) {
        return behind.findFirst()
                .map(next -> isShort && !next.equals("by") || BESIDE_THE_POINT.contains(next) || GOES_ON.contains(next))
                .orElse(true);
    }

    private static boolean isWithin(List<String> words) {
        return IntStream.range(0, words.size())
                .filter(at -> at == 0 || !NOT.contains(words.get(at - 1)))
                .anyMatch(at -> WITHIN.stream().anyMatch(phrase -> standsAt(at, words, phrase)));
    }

    private static boolean standsAt(int at, List<String> words, String phrase) {
        var behind = at + count(phrase);
        return behind <= words.size()
                && String.join(" ", words.subList(at, behind)).equals(phrase);
    }

    private static int count(String phrase) {
        return phrase.split(" ").length;
    }
}
