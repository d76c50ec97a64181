package org.pidesk.notice;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps what comes back, and does nothing. */
final class KeptTexts implements TextInbox {
    private final List<String> kept = new CopyOnWriteArrayList<>();

    @Override
    public void receipt(String carrierName, String state) {
        kept.add(carrierName + " " + state);
    }

    @Override
    public void text(String from, String words) {
        kept.add(from + " " + words);
    }

    List<String> kept() {
        return List.copyOf(kept);
    }
}
