package org.pidesk.restore;

/**
 * How a subject stands.
 *
 * @param state codes and dates: what {@link Standing} reads from the database and imposes on a restored one
 */
record Entry(Subject subject, String state) {

    String text() {
        return subject.text() + " " + state;
    }

    static Entry read(String text) {
        var space = text.indexOf(' ', text.indexOf(' ') + 1);
        return new Entry(Subject.read(text.substring(0, space)), text.substring(space + 1));
    }

    @Override
    public String toString() {
        return subject.toString();
    }
}
