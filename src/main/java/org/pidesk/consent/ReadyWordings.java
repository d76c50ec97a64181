package org.pidesk.consent;

import java.util.Map;
import org.pidesk.consent.Wording.Kind;

/** Texts that can be used as they are. A changed text is a new edition: what was agreed to keeps its name. */
final class ReadyWordings {
    static final String EDITION = "ready-2026-12";

    private static final Map<Kind, String> TEXTS = Map.of(
            Kind.MARKETING, """
                    I agree that {organisation}, {address}, may send me marketing about what I have chosen here, at the \
                    address that I have given here. I can end this at any time, free of charge: by the link in every \
                    message, by answering STOP to a text message, or at {contact}. What I have agreed to is kept with the \
                    day and these words, to prove it. My address is used for nothing else.""",
            Kind.OPT_IN_QUESTION, """
                    {organisation}, {address}, asks once whether it may send you marketing by this way. If you say no, or \
                    nothing, it does not ask again. If you say yes, you can end it at any time. Questions: {contact}.""",
            Kind.BENEFICIARY, """
                    I agree that {organisation} writes down and keeps what I have told it about the person named above, on \
                    paper and on computers, to help that person, to keep in touch, and to count how many it helps. It gives \
                    this information to nobody outside of {organisation}, unless a law orders it to. I can see it, have it \
                    corrected and take this agreement back at {contact}. If the person is younger than eighteen years, I \
                    sign as the parent or guardian.""",
            Kind.OFFSHORE, """
                    I agree that {organisation} has my information kept on computers outside of South Africa. The law there \
                    may protect it less than the law here does; {organisation} stays answerable for it. I can take this \
                    agreement back at {contact}.""");

    private ReadyWordings() {}

    static String text(Kind kind) {
        return TEXTS.get(kind);
    }
}
