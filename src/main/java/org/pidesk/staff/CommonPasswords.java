package org.pidesk.staff;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * Knows what is tried first: leaked and common passwords, rows of keys, and what everybody knows of the member. Long
 * ones are seldom on a list as they stand; they are put together from such parts, and so are taken apart here.
 */
@Component
class CommonPasswords {
    private static final String LIST = "/passwords/common.txt";
    private static final int SHORTEST = 4;
    private static final int LONGEST = 64;
    /** Halves of a part. What the list holds is one part, a character that fits nowhere half of one. */
    private static final int A_PART = 2;

    private static final int HALF_A_PART = 1;

    private static final List<String> ROWS = List.of(
            "abcdefghijklmnopqrstuvwxyz",
            "01234567890",
            "09876543210",
            "qwertyuiop",
            "asdfghjkl",
            "zxcvbnm",
            "azertyuiop",
            "qwertzuiop",
            "yxcvbnm");

    /** So many of the first lines of the list, which is in the order of frequency, are worth half as much. */
    private static final int FIRST_OF_ALL = 500;

    private final Set<String> list;
    private final Set<String> firstOfAll;

    CommonPasswords(PasswordSettings settings) {
        list = shipped();
        firstOfAll = list.stream().limit(FIRST_OF_ALL).collect(Collectors.toUnmodifiableSet());
        if (settings.refused() != null) {
            try (var lines = Files.lines(settings.refused())) {
                lines.map(line -> line.strip().toLowerCase(Locale.ROOT))
                        .filter(line -> line.length() >= SHORTEST && line.length() <= LONGEST)
                        .forEach(list::add);
            } catch (IOException unreadable) {
                throw new UncheckedIOException("pidesk.passwords.refused cannot be read", unreadable);
            }
        }
    }

    /**
     * How many halves of parts somebody who knows the list has to guess.
     *
     * @param known words that everybody knows of the member, in lower case: they are worth nothing
     */
    int halves(String password, Set<String> known) {
        var plain = Passwords.normal(password).toLowerCase(Locale.ROOT);
        return Stream.of(plain, spelledOut(plain, 'i'), spelledOut(plain, 'l'))
                .mapToInt(spelling -> halvesOf(once(spelling), known))
                .min()
                .getAsInt();
    }

    private int halvesOf(String text, Set<String> known) {
        var halves = new int[text.length() + 1];
        Arrays.fill(halves, Integer.MAX_VALUE);
        halves[0] = 0;
        for (int from = 0; from < text.length(); from++) {
            var further = " -_.,".indexOf(text.charAt(from)) < 0 ? HALF_A_PART : 0;
            halves[from + 1] = Math.min(halves[from + 1], halves[from] + further);
            for (int to = from + 2; to <= Math.min(text.length(), from + LONGEST); to++) {
                halves[to] = Math.min(halves[to], halves[from] + halvesOfPiece(text.substring(from, to), known));
            }
        }
        return halves[text.length()];
    }

    private int halvesOfPiece(String piece, Set<String> known) {
        if (known.contains(piece)) {
            return 0;
        }
        if (firstOfAll.contains(piece)
                || piece.length() <= SHORTEST && piece.chars().allMatch(Character::isDigit)) {
            // also a year, a day, a lucky number
            return HALF_A_PART;
        }
        return list.contains(piece) || isOneCharacter(piece) || isRowOfKeys(piece) ? A_PART : piece.length();
    }

    private static boolean isOneCharacter(String piece) {
        return piece.length() >= 3 && piece.chars().distinct().count() == 1;
    }

    private static boolean isRowOfKeys(String piece) {
        if (piece.length() < 3) {
            return false;
        }
        var backwards = new StringBuilder(piece).reverse().toString();
        return ROWS.stream().anyMatch(row -> row.contains(piece) || row.contains(backwards));
    }

    /** What is only repeated is as good as said once. */
    private static String once(String text) {
        for (int length = 1; length <= text.length() / 2; length++) {
            var unit = text.substring(0, length);
            if (unit.repeat(text.length() / length + 1).startsWith(text)) {
                return unit;
            }
        }
        return text;
    }

    /** {@code p4$$w0rd}: password. */
    private static String spelledOut(String text, char one) {
        var out = new StringBuilder(text);
        for (int i = 0; i < out.length(); i++) {
            out.setCharAt(
                    i,
                    switch (out.charAt(i)) {
                        case '0' -> 'o';
                        case '1', '!', '|' -> one;
                        case '3' -> 'e';
                        case '4', '@' -> 'a';
                        case '5', '$' -> 's';
                        case '7' -> 't';
                        default -> out.charAt(i);
                    });
        }
        return out.toString();
    }

    private static Set<String> shipped() {
        var file = CommonPasswords.class.getResourceAsStream(LIST);
        try (var lines = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
            var words = new LinkedHashSet<String>();
            lines.lines().forEach(words::add);
            return words;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
