package org.pidesk.activity;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The root over any number of leaves, kept in the memory of a few: RFC 9162, section 2.1.1. Leaves and inner nodes are
 * hashed with different prefixes, so that neither can be taken for the other.
 */
final class MerkleTree {
    private static final byte[] LEAF = {0};
    private static final byte[] NODE = {1};

    /** Whole subtrees, the largest at the bottom. */
    private final Deque<Subtree> subtrees = new ArrayDeque<>();

    private long leaves;

    private record Subtree(long size, byte[] root) {}

    void add(byte[] leaf) {
        var added = new Subtree(1, Hash.of(LEAF, leaf));
        while (!subtrees.isEmpty() && subtrees.peek().size() == added.size()) {
            added = join(subtrees.pop(), added);
        }
        subtrees.push(added);
        leaves++;
    }

    long leaves() {
        return leaves;
    }

    /** The hash of nothing when there are no leaves. */
    byte[] root() {
        if (subtrees.isEmpty()) {
            return Hash.of(new byte[0]);
        }
        var rest = subtrees.iterator();
        var root = rest.next();
        while (rest.hasNext()) {
            root = join(rest.next(), root);
        }
        return root.root();
    }

    private static Subtree join(Subtree left, Subtree right) {
        return new Subtree(left.size() + right.size(), Hash.of(NODE, left.root(), right.root()));
    }
}
