package org.pidesk.house;

/** A text that counts how often somebody looks at a letter of it: what an expression costs, on any machine. */
final class CountedText implements CharSequence {
    private final String text;
    private final long most;
    private long looks;

    CountedText(String text, long most) {
        this.text = text;
        this.most = most;
    }

    /** It was looked at so often that there may be no end. */
    static final class LookedAtTooOften extends RuntimeException {}

    long looks() {
        return looks;
    }

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public char charAt(int index) {
        if (++looks > most) {
            throw new LookedAtTooOften();
        }
        return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return text.subSequence(start, end);
    }

    @Override
    public String toString() {
        return text;
    }
}
