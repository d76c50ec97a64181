package org.pidesk.startup;

/** The database did not come, or lets us in on no account; its sentence says which and why. */
class NoDatabase extends RuntimeException {
    NoDatabase(String sentence, Throwable why) {
        super(sentence, why);
    }
}
