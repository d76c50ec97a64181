package org.pidesk.identity;

/** What a further address is proven for. A question that was asked for one of them is none for the other. */
public enum ProvenFor {
    /** To see a record in clear: the address is one that we hold, of which the person sees the mask only. */
    HELD,
    /** To put a new address into a record: one that the person has typed. */
    ALTER
}
