package org.pidesk.staff;

import java.nio.file.Path;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What a password has to be ({@code pidesk.passwords}).
 *
 * @param least how many characters a password has at least; may be raised, not lowered
 * @param leastWithSecondFactor how many where a second factor is asked for besides; may be raised, not lowered
 * @param mixedAt the organisations whose own rules want small letters, capitals, digits and other characters in it; {@code *}
 *     for all and for administrators. Such a rule makes no password better, so nobody has it by default.
 * @param refused a file of further passwords to refuse, one in a line: what is known to have leaked where you are
 */
@ConfigurationProperties("pidesk.passwords")
record PasswordSettings(
        @DefaultValue("15") int least,
        @DefaultValue("12") int leastWithSecondFactor,
        @DefaultValue Set<String> mixedAt,
        Path refused) {

    PasswordSettings {
        if (least < 15 || leastWithSecondFactor < 12) {
            throw new IllegalArgumentException("pidesk.passwords: at least 15 characters, 12 with a second factor");
        }
    }

    int leastFor(boolean secondFactor) {
        return secondFactor ? leastWithSecondFactor : least;
    }

    boolean mustBeMixed(StaffMember member) {
        return mixedAt.contains("*")
                || member.organisation() != null
                        && mixedAt.contains(member.organisation().value());
    }
}
