package org.pidesk.kernel;

import java.util.regex.Pattern;

/** The addresses that begin alike, written {@code 196.25.0.0/16} or {@code 2001:db8::/32}; or a single one. */
public final class IpRange {
    private static final Pattern FORM = Pattern.compile("([^/]+)(?:/(\\d{1,3}))?");

    private final IpAddress first;
    private final int length;

    private IpRange(IpAddress first, int length) {
        this.first = first;
        this.length = length;
    }

    /** @throws IllegalArgumentException when the text is no range of addresses */
    public static IpRange of(String text) {
        var parts = FORM.matcher(text.strip());
        var first = parts.matches() ? IpAddress.parse(parts.group(1)).orElse(null) : null;
        if (first == null) {
            throw new IllegalArgumentException(text + " is no range of addresses like 196.25.0.0/16.");
        }
        var bits = 8 * first.bytes().length;
        var length = parts.group(2) == null ? bits : Integer.parseInt(parts.group(2));
        if (length > bits) {
            throw new IllegalArgumentException(text + " is longer than an address.");
        }
        return new IpRange(first, length);
    }

    public boolean contains(IpAddress address) {
        var mine = first.bytes();
        var other = address.bytes();
        if (mine.length != other.length) {
            return false;
        }
        for (int bit = 0; bit < length; bit++) {
            if (((mine[bit / 8] ^ other[bit / 8]) & 0x80 >> bit % 8) != 0) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return first + "/" + length;
    }
}
