package org.pidesk.house;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.pidesk.house.CountedText.LookedAtTooOften;

/**
 * Finds a text that an expression looks at for longer than it should. The texts are made of the expression's own words and
 * letters, repeated, so that it begins to match everywhere and never ends; twice the text may cost twice the looks.
 */
final class Effort {
    private static final int LENGTH = 250;
    /** So many looks at each letter are no trouble yet. */
    private static final int FEW = 10;
    /** Twice the text costs twice as much when it costs what it should, and four times when each letter is gone back to. */
    private static final double MORE_THAN_TWICE = 2.9;

    private static final long MOST = 4_000_000;
    /** Deep enough for an expression that calls itself for each repetition to have no room left. */
    private static final int DEEP = 100_000;

    private static final Pattern NOT_LITERAL = Pattern.compile(
            "\\\\[pP]\\{[^}]*\\}|\\\\x\\{[^}]*\\}|\\\\u[0-9a-f]{4}|\\\\.|\\{\\d*,?\\d*\\}|\\(\\?(?:[:=!>]|<[=!]|[a-zA-Z]+\\))|[^A-Za-z0-9]");
    private static final Pattern REPEATS_A_GROUP = Pattern.compile("\\)(?:[*+]|\\{\\d+,\\})");
    /** One of each class that expressions repeat. */
    private static final List<String> ANY = List.of("a", "A", "0", " ", "\n", "_", "-");

    private static final List<String> BETWEEN = List.of("", " ", "_");

    private Effort() {}

    /** @param whole whether it is only asked for a text as a whole @return what is wrong with it */
    static Optional<String> fault(Pattern expression, boolean whole) {
        var isDeep = REPEATS_A_GROUP.matcher(expression.pattern()).find();
        for (var attack : attacks(expression)) {
            if (isTooMuch(expression, whole, attack)) {
                return Optional.of("goes back over " + attack);
            }
            if (isDeep
                    && attack.before().isEmpty()
                    && attack.after().isEmpty()
                    && isTooDeep(expression, whole, attack.of(DEEP))) {
                return Optional.of("has no room for " + attack);
            }
        }
        return Optional.empty();
    }

    private record Attack(String before, String repeated, String after) {
        String of(int length) {
            return before + repeated.repeat(length / repeated.length()) + after;
        }
    }

    private static Set<Attack> attacks(Pattern expression) {
        var letters = expression
                .pattern()
                .codePoints()
                .mapToObj(Character::toString)
                .filter(letter -> !Character.isLetterOrDigit(letter.codePointAt(0)))
                .collect(Collectors.toCollection(LinkedHashSet::new));
        letters.addAll(ANY);
        var words = Pattern.compile(" ")
                .splitAsStream(NOT_LITERAL.matcher(expression.pattern()).replaceAll(" "))
                .filter(word -> !word.isEmpty())
                .collect(Collectors.toCollection(LinkedHashSet::new));
        var attacks = new LinkedHashSet<Attack>();
        for (var after : List.of("", "\u0001")) {
            letters.forEach(letter -> attacks.add(new Attack("", letter, after)));
            for (var word : words) {
                BETWEEN.forEach(between -> attacks.add(new Attack("", between + word, after)));
                ANY.forEach(letter -> attacks.add(new Attack(word, letter, after)));
                letters.forEach(letter -> attacks.add(new Attack("", word + letter, after)));
            }
        }
        return attacks;
    }

    private static boolean isTooMuch(Pattern expression, boolean whole, Attack attack) {
        try {
            var once = looks(expression, whole, attack.of(LENGTH));
            return once > FEW * LENGTH && looks(expression, whole, attack.of(2 * LENGTH)) > MORE_THAN_TWICE * once;
        } catch (LookedAtTooOften endless) {
            return true;
        }
    }

    private static long looks(Pattern expression, boolean whole, String text) {
        var counted = new CountedText(text, MOST);
        var matcher = expression.matcher(counted);
        if (whole) {
            matcher.matches();
        } else {
            while (matcher.find()) {}
        }
        return counted.looks();
    }

    private static boolean isTooDeep(Pattern expression, boolean whole, String text) {
        var matcher = expression.matcher(text);
        try {
            if (whole) {
                matcher.matches();
            } else {
                matcher.find();
            }
            return false;
        } catch (StackOverflowError deep) {
            return true;
        }
    }
}
