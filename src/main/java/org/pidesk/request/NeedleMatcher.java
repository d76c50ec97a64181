package org.pidesk.request;

import java.net.IDN;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.pidesk.kernel.Address;
import org.pidesk.kernel.EmailAddress;
import org.pidesk.kernel.MobileNumber;
import org.pidesk.request.LeftoverSearch.Needles;

/**
 * Says whose needle a value holds. A text is taken apart into what may be addresses and numbers, and each is looked up:
 * that costs the same for one case as for a thousand.
 */
final class NeedleMatcher {
    private static final String BETWEEN = "[\\s().\\-/\\u00a0\\u2010-\\u2015]";
    /** Every spelling: before the nine digits 0, 27, +27, 0027, (0) or nothing; between them what people put there. */
    private static final Pattern MOBILE = Pattern.compile("(?<![0-9])(?:(?:00" + BETWEEN + "?)?27|0)?" + BETWEEN
            + "{0,3}(?:\\(?0\\)?" + BETWEEN + "{0,3})?([1-9](?:" + BETWEEN + "{0,3}[0-9]){8})(?![0-9])");

    private static final Pattern NUMBER = Pattern.compile("[0-9]+");
    private static final Pattern RANDOM_ID =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

    private static final int ID_LENGTH = 36;
    /** A shorter name stands by accident in whatever looks like base 64, in words of ours first of all. */
    private static final int LONG_NAME = 4;

    private final HeldNothing heldNothing = new HeldNothing();
    private final Map<String, List<Mailbox>> mailboxesByDomain = new HashMap<>();
    private final Map<String, List<Needles>> byMobile = new HashMap<>();
    private final Map<Long, List<Needles>> byNumber = new HashMap<>();
    private final Map<UUID, List<Named>> byRecord = new HashMap<>();

    private record Mailbox(String local, Needles of) {}

    private record Named(Pattern name, boolean isLong, Needles of) {
        boolean standsIn(Readings.Reading reading) {
            return (isLong || reading.isPlain()) && name.matcher(reading.text()).find();
        }
    }

    NeedleMatcher(Collection<Needles> cases) {
        for (var one : cases) {
            one.addresses().forEach(address -> lookFor(address, one));
            one.numbers().forEach(number -> add(byNumber, number, one));
            for (var name : one.names()) {
                var whole = new Named(
                        Pattern.compile("(?<![\\p{L}\\p{N}])"
                                + Pattern.quote(name.strip().toLowerCase(Locale.ROOT)) + "(?![\\p{L}\\p{N}])"),
                        name.codePoints().filter(Character::isLetter).count() >= LONG_NAME,
                        one);
                one.records().forEach(record -> add(byRecord, record, whole));
            }
        }
    }

    /** The cases of which the value holds something that its row may not keep. */
    Set<Needles> casesIn(Object value, SearchedTable.Owner owner) {
        var found = new LinkedHashSet<Needles>();
        var alike =
                value instanceof String text && text.length() <= HeldNothing.LONGEST ? withoutRandomIds(text) : null;
        if (alike == null) {
            find(value, found);
        } else if (!heldNothing.knows(alike)) {
            find(value, found);
            if (found.isEmpty()) {
                heldNothing.remember(alike);
            }
        }
        found.removeIf(one -> one.leavesAlone(owner));
        if (owner.says() != SearchedTable.Says.OUR_WORD) {
            findNames(value, owner.contact(), found);
        }
        return found;
    }

    private void find(Object value, Set<Needles> found) {
        for (var reading : Readings.of(value)) {
            findMailboxes(reading.text(), found);
            findMobiles(reading.text(), found);
            if (reading.isPlain()) {
                findNumbers(reading.text(), found);
            }
        }
    }

    /** An id that was drawn at random says nothing of anybody, except as a part of an address, however that is written. */
    private static String withoutRandomIds(String text) {
        return text.length() < ID_LENGTH || text.chars().anyMatch(letter -> "@%\\&".indexOf(letter) >= 0)
                ? text
                : RANDOM_ID.matcher(text).replaceAll("-");
    }

    private void lookFor(Address address, Needles of) {
        if (address instanceof EmailAddress email) {
            var at = email.value().lastIndexOf('@');
            var mailbox = new Mailbox(email.value().substring(0, at), of);
            var domain = email.value().substring(at + 1);
            add(mailboxesByDomain, domain, mailbox);
            var readable = IDN.toUnicode(domain);
            if (!readable.equals(domain)) {
                add(mailboxesByDomain, readable, mailbox);
            }
        } else if (address instanceof MobileNumber mobile) {
            add(byMobile, mobile.nationalDigits(), of);
        }
    }

    private void findMailboxes(String text, Set<Needles> found) {
        for (int at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
            for (var mailbox : mailboxesByDomain.getOrDefault(domainAfter(text, at), List.of())) {
                if (standsBefore(text, at, mailbox.local())) {
                    found.add(mailbox.of());
                }
            }
        }
    }

    private static String domainAfter(String text, int at) {
        int end = at + 1;
        while (end < text.length() && (isWord(text.charAt(end)) || ".-".indexOf(text.charAt(end)) >= 0)) {
            end++;
        }
        while (end > at + 1 && ".-".indexOf(text.charAt(end - 1)) >= 0) {
            end--;
        }
        return text.substring(at + 1, end);
    }

    /** As a whole: {@code anthandi@} is somebody else. */
    private static boolean standsBefore(String text, int at, String local) {
        int start = at - local.length();
        return start >= 0
                && text.startsWith(local, start)
                && (start == 0 || !isWord(text.charAt(start - 1)) && "._+-".indexOf(text.charAt(start - 1)) < 0);
    }

    private static boolean isWord(char character) {
        return Character.isLetterOrDigit(character);
    }

    private void findMobiles(String text, Set<Needles> found) {
        if (byMobile.isEmpty() || text.chars().filter(c -> c >= '0' && c <= '9').count() < 9) {
            return;
        }
        var matcher = MOBILE.matcher(text);
        for (int from = 0; matcher.find(from); from = matcher.start() + 1) {
            var digits = matcher.group(1).replaceAll("[^0-9]", "");
            found.addAll(byMobile.getOrDefault(digits, List.of()));
        }
    }

    private void findNumbers(String text, Set<Needles> found) {
        var matcher = NUMBER.matcher(RANDOM_ID.matcher(text).replaceAll("-"));
        while (matcher.find()) {
            if (matcher.end() - matcher.start() <= 18) {
                found.addAll(byNumber.getOrDefault(Long.parseLong(matcher.group()), List.of()));
            }
        }
    }

    private void findNames(Object value, UUID contact, Set<Needles> found) {
        for (var named : byRecord.getOrDefault(contact, List.of())) {
            if (Readings.of(value).stream().anyMatch(named::standsIn)) {
                found.add(named.of());
            }
        }
    }

    private static <K, V> void add(Map<K, List<V>> map, K key, V value) {
        map.computeIfAbsent(key, none -> new ArrayList<>()).add(value);
    }
}
