module samepage

go 1.26.8
