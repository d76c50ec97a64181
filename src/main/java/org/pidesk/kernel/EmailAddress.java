package org.pidesk.kernel;

import com.sanctionco.jmail.EmailValidator;
import com.sanctionco.jmail.JMail;
import java.net.IDN;
import java.text.Normalizer;
import java.util.Locale;

/**
 * An e-mail address: trimmed, NFC, lower case, its domain in ASCII. Dots and plus signs stay: on most hosts they
 * tell people apart.
 */
public record EmailAddress(String value) implements Address {
    private static final String SENTENCE = "Enter an email address like name@example.com.";
    private static final EmailValidator VALIDATOR = JMail.strictValidator()
            .requireTopLevelDomain()
            .disallowQuotedIdentifiers()
            .disallowExplicitSourceRouting()
            .withRule(email -> email.comments().isEmpty())
            .withRule(email -> email.localPart().indexOf('"') < 0);

    public EmailAddress {
        if (value == null || value.length() > 254 || !VALIDATOR.isValid(value) || !value.equals(normal(value))) {
            throw new NotAnAddress(SENTENCE);
        }
    }

    /** @throws NotAnAddress when it is no e-mail address */
    public static EmailAddress parse(String typed) {
        return new EmailAddress(normal(typed));
    }

    private static String normal(String typed) {
        var text = Normalizer.normalize(typed.strip(), Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
        var at = text.lastIndexOf('@');
        try {
            return text.substring(0, at + 1)
                    + IDN.toASCII(text.substring(at + 1)).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException notADomain) {
            throw new NotAnAddress(SENTENCE);
        }
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
