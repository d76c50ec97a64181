package org.pidesk.operator;

import java.util.UUID;

/** A suspended system was taken up again, or has left the register: who left it out can settle that now. */
public record SuspensionEnded(UUID system) {}
