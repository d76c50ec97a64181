package org.pidesk.consent;

/** Something cannot be noted as it was said; the message is a sentence for who said it, and quotes nothing. */
public class ConsentRefused extends RuntimeException {
    public ConsentRefused(String sentence) {
        super(sentence);
    }
}
