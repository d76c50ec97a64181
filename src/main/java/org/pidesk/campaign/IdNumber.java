package org.pidesk.campaign;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Pattern;

/** A South African identity number, as far as it says when somebody was born. */
final class IdNumber {
    private static final Pattern FORM = Pattern.compile("[0-9]{10}[0-2][0-9]{2}");
    private static final int OF_AGE = 18;
    private static final int LENGTH = 13;
    /** Of who was born from 2000 to 2009 a spreadsheet that takes it for a number drops one zero to three. */
    private static final Pattern WITHOUT_ITS_ZEROS = Pattern.compile("[0-9]{9,12}");

    private IdNumber() {}

    /**
     * Empty when it is no such number. It has two digits for the year only: where both centuries are possible the later
     * one counts, so that a very old person may be left out, and a child never asked.
     */
    static Optional<LocalDate> birthday(String number, LocalDate today) {
        if (!FORM.matcher(number).matches() || !lastDigitIsRight(number)) {
            return Optional.empty();
        }
        try {
            var year = today.getYear() / 100 * 100 + Integer.parseInt(number.substring(0, 2));
            var day = LocalDate.of(
                    year > today.getYear() ? year - 100 : year,
                    Integer.parseInt(number.substring(2, 4)),
                    Integer.parseInt(number.substring(4, 6)));
            return Optional.of(day.isAfter(today) ? day.minusYears(100) : day);
        } catch (DateTimeException noDay) {
            return Optional.empty();
        }
    }

    /** Whether it can be a number that has lost zeros in front. */
    static boolean isTooShort(String number) {
        return WITHOUT_ITS_ZEROS.matcher(number).matches();
    }

    /** With the zeros that it has lost in front, where that makes it such a number; otherwise as it is. */
    static String withItsZeros(String number, LocalDate today) {
        if (!isTooShort(number)) {
            return number;
        }
        var whole = "0".repeat(LENGTH - number.length()) + number;
        return birthday(whole, today).isPresent() ? whole : number;
    }

    /** False of what is no such number. */
    static boolean isOfAMinor(String number, LocalDate today) {
        return birthday(number, today).filter(day -> isMinor(day, today)).isPresent();
    }

    static boolean isMinor(LocalDate birthday, LocalDate today) {
        return birthday.plusYears(OF_AGE).isAfter(today);
    }

    /** By Luhn: every second digit from the right counts double. */
    private static boolean lastDigitIsRight(String number) {
        var sum = 0;
        for (int i = 0; i < number.length(); i++) {
            var digit = number.charAt(number.length() - 1 - i) - '0';
            var counts = i % 2 == 0 ? digit : 2 * digit;
            sum += counts > 9 ? counts - 9 : counts;
        }
        return sum % 10 == 0;
    }
}
