package org.pidesk.activity;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Iterator;
import org.pidesk.activity.CursoredReader.Leaf;

/** Follows the chain of seals, builds each one's tree anew, and holds it against the anchor. */
final class SealCheck {
    private final Faults faults;
    private final Iterator<Leaf> leaves;
    private final Anchor anchor;
    /** From when a seal may still be on its way to the anchor, in seconds since 1970. */
    private final long young;

    private Leaf next;
    private Seal last = Seal.NONE;
    private boolean unanchored;

    SealCheck(Faults faults, Iterator<Leaf> leaves, Anchor anchor, long young) {
        this.faults = faults;
        this.leaves = leaves;
        this.anchor = anchor;
        this.young = young;
        advance();
    }

    long seals() {
        return last.number();
    }

    void next(Seal seal) {
        var tree = new MerkleTree();
        for (; next != null && Long.compareUnsigned(next.transaction(), seal.until()) < 0; advance()) {
            tree.add(next.hash());
        }
        check(seal, tree);
        last = seal;
    }

    void end() {
        if (anchor.lines() > last.number()) {
            faults.add("Seal " + (last.number() + 1) + " and what followed it was cut off: the anchor knows "
                    + anchor.lines() + " seals.");
        }
    }

    private void check(Seal seal, MerkleTree tree) {
        if (seal.number() > last.number() + 1) {
            faults.add("Seal " + (last.number() + 1) + " is missing.");
        } else if (!seal.follows(last) || !seal.isAsWritten()) {
            faults.add("Seal " + seal.number() + " is not as it was written.");
        }
        if (tree.leaves() != seal.facts()) {
            faults.add("Seal " + seal.number() + " was put on " + seal.facts() + " facts and finds " + tree.leaves()
                    + ".");
        } else if (!Arrays.equals(tree.root(), seal.root())) {
            faults.add("Seal " + seal.number() + " was put on other facts than it finds.");
        }
        checkAnchor(seal);
    }

    private void checkAnchor(Seal seal) {
        if (seal.number() < 1 || seal.number() <= anchor.lines()) {
            if (seal.number() < 1 || !anchor.names(seal)) {
                faults.add("Seal " + seal.number() + " is another one than the anchor knows.");
            }
        } else if (!unanchored && isOld(seal)) {
            unanchored = true;
            faults.add("Seal " + seal.number() + " is missing in the anchor.");
        }
    }

    private boolean isOld(Seal seal) {
        try {
            return new BigDecimal(seal.at()).longValue() < young;
        } catch (NumberFormatException infinity) {
            return true;
        }
    }

    private void advance() {
        next = leaves.hasNext() ? leaves.next() : null;
    }
}
