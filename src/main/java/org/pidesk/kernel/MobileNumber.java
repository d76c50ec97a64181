package org.pidesk.kernel;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import java.util.regex.Pattern;

/** A South African mobile number in E.164, whatever spelling it was typed in: {@code +27836567788}. */
public record MobileNumber(String value) implements Address {
    private static final PhoneNumberUtil NUMBERS = PhoneNumberUtil.getInstance();
    private static final String SENTENCE = "Enter a South African mobile number like 082 123 4567.";
    private static final String REGION = "ZA";
    /** Plus, 27 and nine digits; the library knows shorter numbers too, which nobody was ever given. */
    private static final int LENGTH = 12;
    /** Letters would be read as a keypad ("083 FLOWERS") or an extension, and a person meant neither. */
    private static final Pattern TYPED = Pattern.compile("[+0-9 ()./\\-\\u00a0\\u2010-\\u2015]{9,32}");

    /** Which way a text runs, and where it begins: copied along unseen, and around digits they change nothing. */
    private static final String MARKS = "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff";

    public MobileNumber {
        if (value == null || !value.equals(normal(value))) {
            throw new NotAnAddress("not a mobile number in E.164");
        }
    }

    /** @throws NotAnAddress when it is no South African mobile number that can receive an SMS */
    public static MobileNumber parse(String typed) {
        return new MobileNumber(normal(typed));
    }

    /** What was typed without what address books put around a number: space, and marks that nobody sees. */
    public static String bare(String typed) {
        var from = 0;
        var to = typed.length();
        while (from < to && isAround(typed.charAt(from))) {
            from++;
        }
        while (from < to && isAround(typed.charAt(to - 1))) {
            to--;
        }
        return typed.substring(from, to);
    }

    private static boolean isAround(char character) {
        return Character.isWhitespace(character) || MARKS.indexOf(character) >= 0;
    }

    private static String normal(String typed) {
        var text = bare(typed);
        if (text.chars().noneMatch(Character::isDigit)) {
            throw new NotAnAddress("Enter an email address or a mobile number.");
        }
        if (!TYPED.matcher(text).matches()) {
            throw new NotAnAddress(SENTENCE);
        }
        try {
            var number = NUMBERS.parse(text.replaceFirst("^\\+?27[ ]*\\(0\\)", "+27"), REGION);
            if (!NUMBERS.isValidNumberForRegion(number, REGION)) {
                throw new NotAnAddress(SENTENCE);
            }
            if (NUMBERS.getNumberType(number) != PhoneNumberType.MOBILE) {
                throw new NotAnAddress("This number cannot receive an SMS. Enter a mobile number or an email address.");
            }
            var normal = NUMBERS.format(number, PhoneNumberFormat.E164);
            if (normal.length() != LENGTH) {
                throw new NotAnAddress(SENTENCE);
            }
            return normal;
        } catch (NumberParseException notANumber) {
            throw new NotAnAddress(SENTENCE);
        }
    }

    /** The nine digits behind the country code: what every spelling of the number has in common. */
    public String nationalDigits() {
        return value.substring(3);
    }

    @Override
    public String written() {
        var digits = "0" + nationalDigits();
        return digits.substring(0, 3) + " " + digits.substring(3, 6) + " " + digits.substring(6);
    }

    @Override
    public String masked() {
        return "0" + value.charAt(3) + "* *** **" + value.substring(value.length() - 2);
    }

    @Override
    public String toString() {
        return masked();
    }
}
