package org.pidesk.staff;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * Says what is wrong with a password that somebody chooses: it must be long, and no guess that comes early. Which
 * characters it has is no matter, unless an organisation's own rules want it.
 */
@Component
class PasswordRules {
    /** Three parts that have nothing to do with each other. */
    private static final int HALVES = 6;

    private static final Set<String> OUR_NAMES = Set.of("pidesk", "pi-desk", "popia", "camunda", "tasklist");
    private final CommonPasswords common;
    private final PasswordSettings settings;

    PasswordRules(CommonPasswords common, PasswordSettings settings) {
        this.common = common;
        this.settings = settings;
    }

    /** How many characters a password of this member has at least. */
    int least(boolean secondFactor) {
        return settings.leastFor(secondFactor);
    }

    /** A sentence for the member; empty when there is nothing to say. */
    Optional<String> complaint(String password, StaffMember member, boolean secondFactor) {
        // before anything is reckoned with it
        if (Passwords.isTooLong(password)) {
            return Optional.of("Use " + Passwords.LONGEST + " characters at most.");
        }
        var least = settings.leastFor(secondFactor);
        if (length(password) < least) {
            return Optional.of("Use at least " + least
                    + " characters. A few words that have nothing to do with each other are easy to keep in mind.");
        }
        if (Passwords.isBlank(password)) {
            return Optional.of("There is nothing to be seen in it. Write a few words.");
        }
        if (settings.mustBeMixed(member) && !isMixed(password)) {
            return Optional.of("Your organisation wants small letters, capitals, digits and other characters in it.");
        }
        if (common.halves(password, known(member)) < HALVES) {
            return Optional.of("This one would be guessed early: it is made of common words or passwords, rows of keys,"
                    + " or names that belong to you. Add a word or two that nobody would expect.");
        }
        return Optional.empty();
    }

    /** In characters, of what is hashed. */
    static int length(String password) {
        var hashed = Passwords.normal(password);
        return hashed.codePointCount(0, hashed.length());
    }

    /** What everybody knows of a member: it is no secret. */
    static Set<String> known(StaffMember member) {
        var known = new HashSet<>(OUR_NAMES);
        var organisation =
                member.organisation() == null ? "" : member.organisation().value();
        Stream.of(member.username(), member.name(), member.email().value(), organisation)
                .map(text -> text.toLowerCase(Locale.ROOT))
                .forEach(text -> {
                    known.add(text);
                    known.add(text.replaceAll("[^\\p{L}\\p{N}]", ""));
                    known.addAll(List.of(text.split("[^\\p{L}\\p{N}]+")));
                });
        known.removeIf(word -> word.length() < 3);
        return known;
    }

    private static boolean isMixed(String password) {
        return password.chars().anyMatch(Character::isLowerCase)
                && password.chars().anyMatch(Character::isUpperCase)
                && password.chars().anyMatch(Character::isDigit)
                && password.chars().anyMatch(character -> !Character.isLetterOrDigit(character));
    }
}
