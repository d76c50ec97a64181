package org.pidesk.notice;

import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Which kinds of mails have a link of their own, beside those at the foot of every mail. */
public final class MailsWithLinks {
    private MailsWithLinks() {}

    public static Set<String> kinds() {
        return Arrays.stream(Kind.values())
                .filter(kind -> Models.fieldsOf(kind).stream().anyMatch(Models::isLink))
                .map(Kind::name)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
