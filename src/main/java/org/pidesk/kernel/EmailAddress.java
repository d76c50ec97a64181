package org.pidesk.kernel;

import com.sanctionco.jmail.EmailValidator;
import com.sanctionco.jmail.JMail;
import java.net.IDN;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * An e-mail address: trimmed, lower case, in ASCII. Dots and plus signs stay: on most hosts they tell people apart. A
 * domain may be typed in any script and is written in ASCII; what stands before the {@code @} has no such form, and we
 * hand mails only to servers that read ASCII there.
 */
public record EmailAddress(String value) implements Address {
    private static final String SENTENCE = "Enter an email address like name@example.com.";

    /**
     * What is not seen, or means nothing to everybody: controls, formats, unassigned characters; and the marks that
     * the ASCII form of a domain would swallow. Two addresses that look alike would be told apart, or made one.
     */
    private static final Pattern ODD =
            Pattern.compile("[\\p{C}\\p{Zl}\\p{Zp}\\x{34f}\\x{1806}\\x{180b}-\\x{180d}\\x{fe00}-\\x{fe0f}]");

    /** Older and newer rules make of these letters two domains, with two holders: nobody can know who was meant. */
    private static final Pattern READ_IN_TWO_WAYS = Pattern.compile("[\\u00df\\u1e9e\\u03c2]");

    /** What is longer can be no address in any script, and is not worth the reckoning. */
    private static final int LONGEST_TYPED = 1000;

    private static final Pattern VISIBLE_ASCII = Pattern.compile("[!-~]+");
    /** Two names of one host, which reads a name as if it had no dots. */
    private static final List<String> WITHOUT_DOTS = List.of("gmail.com", "googlemail.com");

    private static final EmailValidator VALIDATOR = JMail.strictValidator()
            .requireTopLevelDomain()
            .disallowQuotedIdentifiers()
            .disallowExplicitSourceRouting()
            .withRule(email -> email.comments().isEmpty())
            .withRule(email -> email.localPart().indexOf('"') < 0);

    public EmailAddress {
        if (value == null
                || value.length() > 254
                || !VISIBLE_ASCII.matcher(value).matches()
                || !VALIDATOR.isValid(value)
                || !value.equals(normal(value))) {
            throw new NotAnAddress(SENTENCE);
        }
    }

    /** @throws NotAnAddress when it is no e-mail address */
    public static EmailAddress parse(String typed) {
        return new EmailAddress(normal(typed));
    }

    private static String normal(String typed) {
        var text = withoutSpaceAround(typed);
        var at = text.lastIndexOf('@') + 1;
        // looked at as typed: lower case and the ASCII form would turn some of it into plain letters
        if (text.length() > LONGEST_TYPED
                || ODD.matcher(text).find()
                || !VISIBLE_ASCII.matcher(text.substring(0, at)).matches()) {
            throw new NotAnAddress(SENTENCE);
        }
        if (READ_IN_TWO_WAYS.matcher(text).find()) {
            throw new NotAnAddress("A letter of this domain is read in two ways. Enter its ASCII form (xn--…).");
        }
        try {
            var domain = IDN.toASCII(Normalizer.normalize(text.substring(at), Normalizer.Form.NFC));
            return (text.substring(0, at) + domain).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException notADomain) {
            throw new NotAnAddress(SENTENCE);
        }
    }

    /** Only what the space bar, a tabulator or the end of a copied line leave: the rest of white space is odd. */
    private static String withoutSpaceAround(String typed) {
        var from = 0;
        var to = typed.length();
        while (from < to && isSpace(typed.charAt(from))) {
            from++;
        }
        while (from < to && isSpace(typed.charAt(to - 1))) {
            to--;
        }
        return typed.substring(from, to);
    }

    private static boolean isSpace(char character) {
        return "\t\r\n".indexOf(character) >= 0 || Character.getType(character) == Character.SPACE_SEPARATOR;
    }

    @Override
    public String written() {
        return value;
    }

    /** Most hosts put {@code fred+anything@} into the box of {@code fred@}; to one of them dots mean nothing either. */
    @Override
    public String box() {
        var at = value.lastIndexOf('@');
        // a plus sign that a name begins with leaves nothing before it
        var plus = value.indexOf('+', 1);
        var name = value.substring(0, plus > 0 && plus < at ? plus : at);
        var host = value.substring(at + 1);
        return WITHOUT_DOTS.contains(host) ? name.replace(".", "") + "@" + WITHOUT_DOTS.get(0) : name + "@" + host;
    }

    @Override
    public String masked() {
        var at = value.lastIndexOf('@');
        var dot = value.lastIndexOf('.');
        return value.charAt(0) + "***@" + value.charAt(at + 1) + "***" + value.substring(dot);
    }

    @Override
    public String toString() {
        return masked();
    }
}
