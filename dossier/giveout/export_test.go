package giveout

import "context"

// Unchecked writes a file and does not look into it.
func Unchecked(ctx context.Context, o Order) ([]byte, error) {
	f, err := write(ctx, o)
	return f.Data, err
}

// Judge looks into bytes as Make does for an order.
func Judge(o Order, data []byte) error {
	_, err := check(o, data)
	return err
}

// PlaceOf is placeOf.
var PlaceOf = placeOf
