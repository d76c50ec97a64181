package org.pidesk.request;

/** Says how many working days we give ourselves: a table that stands beside the processes answers it. */
public interface WorkingDays {
    /** @param stage the name of a stage, as the table has it */
    int allowedFor(RequestType type, String stage);
}
